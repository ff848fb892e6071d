using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace OrdreCouncils.Tests.Browser;

/// <summary>A person at a browser: looks, fills and clicks. Everything that a page does wrong meanwhile is kept in <see cref="Faults"/>.</summary>
internal sealed class Visitor
{
    public const string Staff = "Personnel de l’Ordre";
    public const string Physician = "Médecin";
    public const string Respondent = "Mon dossier disciplinaire";

    // An event of its own: a violation that a script causes is not always in the console.
    private const string TellViolations =
        "document.addEventListener('securitypolicyviolation', event => console.error('Security policy: ' + event.violatedDirective + ' ' + event.blockedURI));";

    private readonly IBrowserContext context;
    private readonly string console;
    private readonly string provider;
    private readonly List<string> faults = [];
    private int? expectedRefusal;

    private Visitor(IBrowserContext context, string console, string provider) => (this.context, this.console, this.provider) = (context, console, provider);

    public IPage Page { get; private set; } = null!;

    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (faults)
                return [.. faults];
        }
    }

    public string Path => new Uri(Page.Url).PathAndQuery;

    public static async Task<Visitor> OpenAsync(IBrowserContext context, string console, string provider)
    {
        var visitor = new Visitor(context, console, provider);
        context.SetDefaultTimeout(30_000);
        context.Console += (_, message) => visitor.Judge(message);
        context.WebError += (_, error) => visitor.Add($"Script: {error.Error}");
        context.Request += (_, request) => visitor.Judge(request);
        await context.AddInitScriptAsync(TellViolations);
        visitor.Page = await context.NewPageAsync();
        return visitor;
    }

    public Task CloseAsync() => context.CloseAsync();

    /// <summary>Another tab of the same browser, which becomes the one that is looked at.</summary>
    /// <returns>The earlier tab.</returns>
    public async Task<IPage> NewTabAsync()
    {
        var earlier = Page;
        Page = await context.NewPageAsync();
        return earlier;
    }

    public void Look(IPage tab) => Page = tab;

    public async Task OpenAsync(string path) => await Page.GotoAsync(console + path);

    /// <summary>The browser logs this status of an answer as an error.</summary>
    public void ExpectRefusal(int status) => expectedRefusal = status;

    public async Task OpenRefusedAsync(string path, int status)
    {
        ExpectRefusal(status);
        var answer = await Page.GotoAsync(console + path);
        Assert.Equal(status, answer!.Status);
    }

    public async Task SignInAsync(string identity, string affectation = Staff)
    {
        await OpenAsync("/connexion");
        await ChooseAffectationAsync(affectation);
        await ChooseAsync(identity);
    }

    public Task ChooseAffectationAsync(string affectation) => Page.GetByRole(AriaRole.Link, new() { Name = affectation, Exact = true }).ClickAsync();

    /// <summary>At the provider: types the identity.</summary>
    public async Task ChooseAsync(string identity)
    {
        await Page.Locator("#other").FillAsync(identity);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Se connecter", Exact = true }).ClickAsync();
        await Page.WaitForURLAsync(address => address.StartsWith(console, StringComparison.Ordinal));
    }

    /// <summary>Forgets who is signed in at the provider, as on another machine.</summary>
    public Task LeaveProviderAsync() => context.ClearCookiesAsync(new() { NameRegex = new Regex("^(?!__Host-)") });

    public Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    public ILocator Button(string text) => Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = text });

    public Task PressAsync(string button) => Button(button).ClickAsync();

    public async Task FillAsync(params (string Field, string Value)[] answers)
    {
        foreach (var (field, value) in answers)
        {
            var input = Page.Locator($"[name='{field}']");
            if (await input.First.GetAttributeAsync("type") is "radio" or "checkbox")
            {
                foreach (var one in value.Split('|'))
                    await Page.Locator($"[name='{field}'][value='{one}']").CheckAsync();
            }
            else
                await input.FillAsync(value);
        }
    }

    /// <summary>Opens the form that is shown in a second tab, saves there, and sends the first tab's form with another answer.</summary>
    public async Task SaveInTwoTabsAsync(string field, string first, string second)
    {
        await Page.Locator($"[name='{field}']").FillAsync(first);
        var form = Path;
        var earlier = await NewTabAsync();
        await OpenAsync(form);
        await FillAsync((field, second));
        await PressAsync("Enregistrer le brouillon et quitter");
        await HasHeadingAsync("Mes brouillons");
        Look(earlier);
        await PressAsync("Continuer");
        await ShowsAsync("modifié dans un autre onglet");
    }

    /// <summary>Waits for texts in the main part of the page.</summary>
    public async Task ShowsAsync(params string[] texts)
    {
        foreach (var text in texts)
            await Expect(Page.Locator("main")).ToContainTextAsync(text);
    }

    public Task HasHeadingAsync(string text) => Expect(Page.Locator("h1")).ToContainTextAsync(text);

    public Task HasAnswerAsync(string field, string value) => Expect(Page.Locator($"[name='{field}']")).ToHaveValueAsync(value);

    public Task IsAtAsync(string pattern) => Expect(Page).ToHaveURLAsync(new Regex(pattern));

    private void Judge(IConsoleMessage message)
    {
        if (message.Type == "error" && !(expectedRefusal is { } status && message.Text.Contains($"status of {status}", StringComparison.Ordinal)))
            Add($"{message.Location}: {message.Text}");
    }

    // A person goes to the provider to sign in and out; no page of the console loads anything from there.
    private void Judge(IRequest request)
    {
        if (request.Url.StartsWith(console + "/", StringComparison.Ordinal) || request.Url.StartsWith("about:", StringComparison.Ordinal))
            return;
        if (request.Url.StartsWith(provider, StringComparison.Ordinal)
            && (request.IsNavigationRequest || request.Frame.Url.StartsWith(provider, StringComparison.Ordinal)))
        {
            return;
        }

        Add($"Request to {request.Url}");
    }

    private void Add(string fault)
    {
        lock (faults)
            faults.Add(fault);
    }
}
