using Microsoft.Playwright;

namespace OrdreCouncils.Tests.Browser;

/// <summary>A person without a mouse: moves with Tab, and sees where the focus is.</summary>
internal sealed class Keyboard(IPage page)
{
    private const int MostSteps = 120;

    // Legend, label or text of the focused element; a focus that is not drawn is told.
    private const string Focused =
        """
        () => {
          const at = document.activeElement;
          if (!at || at === document.body) return '';
          const label = at.labels?.length ? [...at.labels].map(one => one.textContent).join(' ') : at.textContent;
          const legend = at.closest('fieldset')?.querySelector('legend')?.textContent ?? '';
          const drawn = [getComputedStyle(at), at.nextElementSibling ? getComputedStyle(at.nextElementSibling, '::before') : null]
            .some(style => style && (style.boxShadow !== 'none' || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)));
          return `${drawn ? '' : 'FOCUS NOT DRAWN '}${legend} ${label}`.replace(/\s+/g, ' ').trim();
        }
        """;

    /// <summary>Moves on to the element with this legend and label, or text, as far as the page goes.</summary>
    public async Task GoToAsync(string text)
    {
        var passed = new List<string>();
        for (var step = 0; step < MostSteps; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateAsync<string>(Focused);
            Assert.DoesNotContain("FOCUS NOT DRAWN", focused, StringComparison.Ordinal);
            if (focused.Contains(text, StringComparison.Ordinal))
                return;
            passed.Add(focused);
        }

        Assert.Fail($"Tab never reaches « {text} » on {page.Url}, only: {string.Join(" | ", passed.Distinct())}");
    }

    public async Task EnterAsync(string text)
    {
        await GoToAsync(text);
        await page.Keyboard.PressAsync("Enter");
    }

    public async Task TypeAsync(string label, string answer)
    {
        await GoToAsync(label);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(answer);
    }

    public async Task TypeDayAsync(string legend, DateOnly day)
    {
        await TypeAsync($"{legend} Jour", $"{day.Day}");
        await TypeAsync($"{legend} Mois", $"{day.Month}");
        await TypeAsync($"{legend} Année", $"{day.Year}");
    }
}
