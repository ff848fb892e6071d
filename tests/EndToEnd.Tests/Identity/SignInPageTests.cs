using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using OrdreCouncils.Development.Identity;

namespace OrdreCouncils.Tests.EndToEnd.Identity;

/// <summary>The page on which a person chooses an identity, read as a browser reads it.</summary>
public sealed class SignInPageTests : IAsyncLifetime
{
    private TestProvider provider = null!;

    public async Task InitializeAsync() => provider = await TestProvider.StartAsync();

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Theory]
    [InlineData("register_and_discipline", "cdom-75", "medecin-10123456781")]
    [InlineData("register_and_discipline", "chambre-ile-de-france", "cnom-entraide")]
    [InlineData("practitioner_health", "formation-nationale", "cdom-75")]
    [InlineData("own_disciplinary_case", "cdom-75-medecin-10123456781", "cdom-75-president")]
    public async Task Page_ForADesk_OffersWhoMaySitThere(string desk, string seated, string other)
    {
        using var browser = provider.Browser();

        using var answer = await browser.AuthorizeAsync(("scope", $"openid desk:{desk}"));
        var offered = await OfferedAsync(browser, answer);

        Assert.Contains(seated, offered);
        Assert.DoesNotContain(other, offered);
        Assert.DoesNotContain("cnam", offered);
        Assert.DoesNotContain("svc-discipline", offered);
        Assert.Equal(offered.Distinct(), offered);
    }

    [Theory]
    [InlineData("medecin-10123456781")]
    [InlineData("svc-discipline")]
    [InlineData("nobody")]
    [InlineData("\"><script>alert(1)</script>")]
    public async Task Page_IdentityThatMayNotSitThere_SaysSoAtTheField(string identity)
    {
        using var browser = provider.Browser();
        using var page = await browser.AuthorizeAsync();

        using var answer = await browser.ChooseAsync(page, identity);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var document = await browser.PageAsync(answer);
        var field = document.QuerySelector<IHtmlInputElement>("#other")!;
        Assert.Equal(identity, field.Value);
        Assert.Equal("true", field.GetAttribute("aria-invalid"));
        Assert.True(field.HasAttribute("autofocus"));
        Assert.Contains("cdom-75", document.GetElementById("fault")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(document.QuerySelectorAll("script"));
        // The page that says so works as the first one.
        using var chosen = await browser.ChooseAsync(answer, "cdom-62");
        Assert.NotEmpty(TestBrowser.Code(chosen));
    }

    [Fact]
    public async Task Page_LoginHint_IsOfferedFirst()
    {
        using var browser = provider.Browser();

        using var answer = await browser.AuthorizeAsync(("login_hint", "cdom-33"));

        var first = (await browser.PageAsync(answer)).QuerySelector<IHtmlButtonElement>("button")!;
        Assert.Equal("cdom-33", first.Value);
        Assert.True(first.HasAttribute("autofocus"));
    }

    [Fact]
    public async Task Page_ForKeyboardAndReaders_HasWhatTheyNeed()
    {
        using var browser = provider.Browser();

        using var answer = await browser.AuthorizeAsync();
        var document = await browser.PageAsync(answer);

        Assert.Equal("Connexion de développement", document.Title);
        Assert.Equal("fr", document.DocumentElement.GetAttribute("lang"));
        Assert.Equal(document.Title, Assert.Single(document.QuerySelectorAll("main h1")).TextContent);
        Assert.NotNull(document.QuerySelector("header"));
        Assert.Equal("Identifiant", document.QuerySelector("label[for=other]")!.TextContent);
        Assert.Contains("ne demande aucun mot de passe", document.Body!.TextContent, StringComparison.Ordinal);
        Assert.All(document.QuerySelectorAll("[name=identity]"), field => Assert.Null(field.GetAttribute("tabindex")));
    }

    [Fact]
    public async Task Page_RunsNothingAndIsNotFramed()
    {
        using var browser = provider.Browser();

        using var answer = await browser.AuthorizeAsync();

        Assert.Equal(
            "default-src 'none'; style-src 'self'; form-action 'self' http://localhost:5998 http://localhost:5999; base-uri 'none'; frame-ancestors 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        var document = await browser.PageAsync(answer);
        Assert.Empty(document.QuerySelectorAll("script, style, [style], [onclick]"));
        using var style = await browser.GetAsync(document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!, []);
        Assert.Equal("text/css", style.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public void Names_OfAllIdentities_AreFrenchWords()
    {
        var people = DevIdentity.Fixed.Where(identity => !identity.IsService).Concat(DevIdentity.Examples.Select(name => DevIdentity.Find(name)!)).ToList();

        Assert.All(people, person => Assert.NotEqual(person.ClientId, person.Name));
        Assert.Equal(people.Select(person => person.ClientId).Distinct().Count(), people.Select(person => person.Name).Distinct().Count());
        Assert.Equal("Présidence du conseil départemental 75", DevIdentity.Find("cdom-75-president")!.Name);
        Assert.Equal("Greffe de la chambre disciplinaire Ile-de-France", DevIdentity.Find("chambre-ile-de-france")!.Name);
        Assert.Equal("Médecin 10123456781", DevIdentity.Find("medecin-10123456781")!.Name);
    }

    private static async Task<List<string>> OfferedAsync(TestBrowser browser, HttpResponseMessage page) =>
        [.. (await browser.PageAsync(page)).QuerySelectorAll<IHtmlButtonElement>("button[name=identity]").Select(button => button.Value)];
}
