namespace OrdreCouncils.Tests.WebConsole;

internal static class WebBrowsers
{
    /// <summary>A browser with nobody signed in.</summary>
    public static WebBrowser Browser(this ConsolePlatform platform, bool aid = false) =>
        new(aid ? platform.Platform.AidConsoleAddress : platform.Platform.ConsoleAddress, () => platform.Logs.Errors);

    /// <summary>A browser in which a person is signed in.</summary>
    public static async Task<WebBrowser> BrowserAsync(this ConsolePlatform platform, string identity, string affectation = "personnel")
    {
        var browser = platform.Browser();
        await browser.SignInAsync(identity, affectation);
        return browser;
    }
}
