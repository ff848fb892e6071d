using System.Globalization;

namespace OrdreCouncils.Tests.WebConsole;

/// <summary>Steps of an act on its pages.</summary>
internal static class ActSteps
{
    /// <summary>From a page to the answers of an act that it offers.</summary>
    public static async Task AnswerAsync(this WebBrowser browser, string page, string act, params (string Field, string Value)[] answers)
    {
        await browser.GetAsync(page);
        await browser.FollowLinkAsync(act);
        await browser.PressAsync("Continuer", answers);
    }

    /// <summary>The same, sent.</summary>
    public static async Task PlayAsync(this WebBrowser browser, string page, string act, params (string Field, string Value)[] answers)
    {
        await browser.AnswerAsync(page, act, answers);
        browser.Shows("Vérifiez avant d’envoyer");
        await browser.PressAsync("Confirmer");
    }

    public static void Shows(this WebBrowser browser, params string[] texts)
    {
        foreach (var text in texts)
            Assert.True(browser.Text.Contains(text, StringComparison.Ordinal), $"« {text} » is not on {browser.Described}");
    }

    public static void Hides(this WebBrowser browser, params string[] texts)
    {
        foreach (var text in texts)
            Assert.False(browser.Text.Contains(text, StringComparison.Ordinal), $"« {text} » is on {browser.Described}");
    }

    public static (string Field, string Value)[] Day(string field, DateOnly day) =>
    [
        ($"{field}.jour", day.Day.ToString(CultureInfo.InvariantCulture)), ($"{field}.mois", day.Month.ToString(CultureInfo.InvariantCulture)),
        ($"{field}.annee", day.Year.ToString(CultureInfo.InvariantCulture)),
    ];
}
