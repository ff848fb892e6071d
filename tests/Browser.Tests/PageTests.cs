using System.Text;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using OrdreCouncils.Tests.Testing.Fuzz;
using static Microsoft.Playwright.Assertions;

namespace OrdreCouncils.Tests.Browser;

/// <summary>Checks of every page: axe finds nothing, a phone does not scroll sideways, and the page is small.</summary>
public class PageTests(Chromium chromium) : BrowserTest(chromium)
{
    // WCAG 1.4.10: the width of a window of 1280 pixels zoomed to 400 %.
    private const int NarrowWidth = 320;
    private const int LargestHtml = 40_000;

    // Without the RGAA's own tag, rules that only France asks for would not run.
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"];

    public static TheoryData<string> Pages => ShownPages.Names;

    [Theory, MemberData(nameof(Pages))]
    public async Task Page_Shown_IsAccessibleNarrowAndSmall(string name)
    {
        var visitor = await new ShownPages(Chromium, () => VisitorAsync()).OpenAsync(name);
        await HasTitleAndLanguageAsync(visitor.Page);
        Assert.Empty(await AxeFaultsAsync(visitor.Page));
        Assert.InRange(Encoding.UTF8.GetByteCount(await visitor.Page.ContentAsync()), 500, LargestHtml);

        await visitor.Page.SetViewportSizeAsync(NarrowWidth, 800);
        Assert.InRange(await visitor.Page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth"), 1, NarrowWidth);
        // The elements are the same: what a narrow window may add is contrast and hidden text, and axe takes seconds.
        if (Storm.Full)
            Assert.Empty(await AxeFaultsAsync(visitor.Page));
    }

    [Fact]
    public async Task IdleWarning_Open_IsAccessible()
    {
        var clerk = await PersonAsync("cdom-48");
        await clerk.Page.EvaluateAsync("() => document.querySelector('.ordre-idle').showModal()");
        Assert.Empty(await AxeFaultsAsync(clerk.Page));
        await clerk.Page.SetViewportSizeAsync(NarrowWidth, 800);
        Assert.InRange(await clerk.Page.EvaluateAsync<int>("() => document.scrollingElement.scrollWidth"), 1, NarrowWidth);
    }

    [Fact]
    public async Task Case_Printed_HasNeitherHeaderNorButtons()
    {
        var desk = await Chromium.FullDeskAsync();
        var clerk = await PersonAsync(desk.Clerk);
        await clerk.OpenAsync($"/dossiers/{desk.Complaints[0].Cases[0].CaseId}");
        var parts = new[] { "header", ".ordre-navigation", "footer", "nav", ".govuk-skip-link", "button" };
        await Expect(clerk.Page.Locator("header")).ToBeVisibleAsync();
        await Expect(clerk.Button("Imprimer")).ToBeVisibleAsync();
        await clerk.Page.EmulateMediaAsync(new() { Media = Media.Print });
        foreach (var part in parts)
        {
            foreach (var found in await clerk.Page.Locator(part).AllAsync())
                await Expect(found).ToBeHiddenAsync();
        }

        await Expect(clerk.Page.Locator("h1")).ToBeVisibleAsync();
        await Expect(clerk.Page.Locator("dl").First).ToBeVisibleAsync();
    }

    private static async Task HasTitleAndLanguageAsync(IPage page)
    {
        Assert.EndsWith("— Ordre des médecins — Console", await page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal("fr", await page.Locator("html").GetAttributeAsync("lang"));
    }

    private static async Task<IReadOnlyList<string>> AxeFaultsAsync(IPage page)
    {
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags(Rules) });
        return [.. found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id} ({violation.Help}): {node.Html}"))];
    }
}
