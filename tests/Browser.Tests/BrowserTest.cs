using OrdreCouncils.Tests.WebConsole;

namespace OrdreCouncils.Tests.Browser;

/// <summary>A test with visitors of the console. Whatever it shows, it fails when a page logged an error, broke the security policy or asked another site,
/// and when a host logged an error.</summary>
[Collection(nameof(Chromium))]
public abstract class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    private readonly List<Visitor> visitors = [];
    private int loggedBefore;

    private protected ConsolePlatform Platform => chromium.Platform;

    private protected Chromium Chromium => chromium;

    public Task InitializeAsync()
    {
        loggedBefore = Platform.Logs.Errors.Count;
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        foreach (var visitor in visitors)
            await visitor.CloseAsync();
        Assert.Empty(visitors.SelectMany(visitor => visitor.Faults));
        Assert.Empty(Platform.Logs.Errors.Skip(loggedBefore));
    }

    /// <summary>Nobody is signed in.</summary>
    private protected async Task<Visitor> VisitorAsync(bool script = true)
    {
        var visitor = await Visitor.OpenAsync(await chromium.ContextAsync(script), chromium.Console, Platform.Platform.IdentityAddress);
        visitors.Add(visitor);
        return visitor;
    }

    /// <summary>A development identity is signed in, on its first page.</summary>
    private protected async Task<Visitor> PersonAsync(string identity, string affectation = Visitor.Staff, bool script = true)
    {
        var visitor = await VisitorAsync(script);
        await visitor.SignInAsync(identity, affectation);
        return visitor;
    }
}
