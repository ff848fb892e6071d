using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OrdreCouncils.Tests.Browser;

/// <summary>The warning before an idle session ends (WCAG 2.2.1), by the browser's clock.</summary>
public class IdleTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task StayingSignedIn_AfterTheWarning_GoesOn()
    {
        var clerk = await PersonAsync("cdom-76");
        var (dialog, warning) = await WaitAsync(clerk);
        Assert.True(await clerk.Page.EvaluateAsync<bool>("() => document.querySelector('dialog').contains(document.activeElement)"));
        await Expect(clerk.Page.GetByRole(AriaRole.Button, new() { Name = "Rester connecté" })).ToBeFocusedAsync();
        await clerk.Page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToBeHiddenAsync();

        // It warns again, as long after.
        await clerk.Page.Clock.FastForwardAsync(warning - 20_000);
        await Expect(dialog).ToBeHiddenAsync();
        await clerk.Page.Clock.FastForwardAsync(21_000);
        await Expect(dialog).ToBeVisibleAsync();
        await clerk.OpenAsync("/file");
        await clerk.HasHeadingAsync("File de travail");
    }

    [Fact]
    public async Task Escape_InTheWarning_ClosesIt()
    {
        var clerk = await PersonAsync("cdom-77");
        var (dialog, _) = await WaitAsync(clerk);
        await clerk.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
        await clerk.HasHeadingAsync("File de travail");
    }

    [Fact]
    public async Task StayingSignedIn_AfterTheSessionEnded_KeepsThePageAndSaysSo()
    {
        var clerk = await PersonAsync("cdom-80");
        var (dialog, _) = await WaitAsync(clerk, "/actes/enregistrer-plainte/-");
        await clerk.Page.Locator("[name='objet']").EvaluateAsync("field => { field.value = 'Ce qui est écrit'; }");
        await clerk.Page.Context.ClearCookiesAsync();
        clerk.ExpectRefusal(401);
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "Rester connecté" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("Votre session est terminée");
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "Revenir à la page" }).ClickAsync();
        await Expect(dialog).ToBeHiddenAsync();
        await clerk.HasAnswerAsync("objet", "Ce qui est écrit");
    }

    /// <summary>Until just before the warning nothing is shown; then the dialog.</summary>
    private static async Task<(ILocator Dialog, long Warning)> WaitAsync(Visitor clerk, string path = "/file")
    {
        await clerk.Page.Clock.InstallAsync();
        await clerk.OpenAsync(path);
        var dialog = clerk.Page.Locator("dialog");
        var warning = long.Parse((await dialog.GetAttributeAsync("data-idle-warning"))!, CultureInfo.InvariantCulture) * 1000;
        Assert.Equal(TimeSpan.FromMinutes(25).TotalMilliseconds, warning);
        // The clock runs on beside the jumps: some seconds are left for it.
        await clerk.Page.Clock.FastForwardAsync(warning - 20_000);
        await Expect(dialog).ToBeHiddenAsync();
        await clerk.Page.Clock.FastForwardAsync(21_000);
        await Expect(dialog).ToBeVisibleAsync();
        return (dialog, warning);
    }
}
