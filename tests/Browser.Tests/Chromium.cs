using Microsoft.Playwright;
using OrdreCouncils.Tests.WebConsole;

namespace OrdreCouncils.Tests.Browser;

/// <summary>The whole platform and one Chromium, shared by the tests of the assembly. Each visitor has a browser context of its own, with its own
/// cookies.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // Playwright's own browsers are not downloaded: the system's package is the one that gets security updates.
    private const string Executable = "/usr/bin/chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;
    private Task<Desk>? fullDesk;
    private Task<(string CaseId, string Rpps)>? decided;

    internal ConsolePlatform Platform { get; } = new();

    internal string Console => Platform.Platform.ConsoleAddress;

    public async Task InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable, Args = ["--no-sandbox", "--disable-dev-shm-usage"],
        });
        await Platform.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        await Platform.DisposeAsync();
    }

    /// <summary>A council's desk with more cases than one page shows, made once.</summary>
    internal Task<Desk> FullDeskAsync() => fullDesk ??= Desk.FillAsync(Platform, "75", 60);

    /// <summary>A case of council 75 that was decided, with its respondent, made once.</summary>
    internal Task<(string CaseId, string Rpps)> DecidedAsync() => decided ??= DecideAsync();

    internal Task<IBrowserContext> ContextAsync(bool script) => browser!.NewContextAsync(new()
    {
        Locale = "fr-FR", TimezoneId = "Europe/Paris", JavaScriptEnabled = script, ViewportSize = new() { Width = 1280, Height = 800 },
        // The development certificate is self-signed.
        IgnoreHTTPSErrors = true,
    });

    private async Task<(string CaseId, string Rpps)> DecideAsync()
    {
        var physician = await Platform.PhysicianAsync("75");
        return (await new Desk(Platform, "75").DecideAsync(physician, "ile-de-france"), physician.Rpps);
    }
}

[CollectionDefinition(nameof(Chromium))]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;
