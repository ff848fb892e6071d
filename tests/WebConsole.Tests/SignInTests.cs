using System.Net;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.WebConsole;

[Collection(nameof(ConsolePlatform))]
public class SignInTests(ConsolePlatform platform)
{
    [Fact]
    public async Task Clerk_SignsIn_SeesTheOwnQueue()
    {
        using var browser = await platform.BrowserAsync("cdom-75");
        Assert.True(browser.Status == HttpStatusCode.OK, browser.Described);
        Assert.Equal("/file", browser.Address.AbsolutePath);
        Assert.Equal("File de travail", browser.Heading);
        Assert.Contains("Greffe du conseil départemental 75", browser.Page.QuerySelector("header")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Physician_SignsIn_SeesTheOwnRecordAndWhoReadIt()
    {
        var physician = await platform.PhysicianAsync("13");
        using var clerk = await platform.BrowserAsync("cdom-13");
        await clerk.GetAsync($"/recherche?q={physician.Rpps}");
        Assert.Contains(physician.FamilyName, clerk.Heading, StringComparison.Ordinal);

        using var browser = await platform.BrowserAsync($"medecin-{physician.Rpps}", "medecin");
        Assert.Equal("Ma situation", browser.Heading);
        Assert.Contains(physician.FamilyName, browser.Text, StringComparison.Ordinal);
        await browser.FollowLinkAsync("Qui a consulté ma fiche");
        // Reads are written about once a second.
        await Until.TrueAsync(
            async () =>
            {
                await browser.GetAsync(browser.Address.ToString());
                return browser.Text.Contains("Conseil départemental 13", StringComparison.Ordinal);
            },
            "the physician sees who read the record");
        Assert.Contains("Tenue du tableau", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_HoldsANumberOnly_AndIsNewAtEachSignIn()
    {
        using var browser = await platform.BrowserAsync("cdom-75");
        var first = browser.SessionCookie!;
        Assert.True(first is { Name: "__Host-ordre", Secure: true, HttpOnly: true, Path: "/" });
        Assert.InRange(first.Value.Length, 1, 600);

        await browser.SignInAsync("cdom-75");
        Assert.NotEqual(first.Value, browser.SessionCookie!.Value);
        // The earlier number is worth nothing.
        using var thief = platform.Browser();
        thief.Put(first);
        await thief.GetAsync("/file");
        Assert.Equal("Se connecter", thief.Heading);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionOnTheServer()
    {
        using var browser = await platform.BrowserAsync("cdom-75");
        var cookie = browser.SessionCookie!;
        await browser.PressAsync("Se déconnecter");
        Assert.True(browser.Heading == "Vous êtes déconnecté", browser.Described);

        browser.Put(cookie);
        await browser.GetAsync("/file");
        Assert.Equal("Se connecter", browser.Heading);
    }

    [Fact]
    public async Task SignOut_WithoutAFormOfThisSite_IsRefused()
    {
        using var browser = await platform.BrowserAsync("cdom-75");
        Assert.Equal(HttpStatusCode.BadRequest, await browser.PostAsync("/deconnexion"));
        await browser.GetAsync("/file");
        Assert.Equal("File de travail", browser.Heading);
    }

    [Theory]
    [InlineData("https://autre.example/")]
    [InlineData("//autre.example/")]
    [InlineData("/\\autre.example")]
    public async Task SignIn_ToAnAddressElsewhere_EndsAtTheFirstPage(string back)
    {
        using var browser = platform.Browser();
        await browser.GetAsync($"/connexion/ouvrir?affectation=personnel&retour={Uri.EscapeDataString(back)}");
        await browser.ChooseAsync("cdom-75");
        Assert.Equal((browser.Console.Authority, "/file"), (browser.Address.Authority, browser.Address.AbsolutePath));
    }

    [Fact]
    public async Task ProvidersLogout_EndsTheConsolesSession()
    {
        using var browser = await platform.BrowserAsync("cdom-75");
        var cookie = browser.SessionCookie!;
        using var elsewhere = platform.Browser();
        // The same person signs out at the provider itself, in the same browser.
        await browser.GetAsync($"{platform.Platform.IdentityAddress}/dev/logout");
        await browser.PressAnyAsync("déconnecter");

        elsewhere.Put(cookie);
        await elsewhere.GetAsync("/file");
        Assert.Equal("Se connecter", elsewhere.Heading);
    }

    [Fact]
    public async Task BackChannel_RefusesATokenOfSomebodyElse()
    {
        using var browser = await platform.BrowserAsync("cdom-75");
        var stranger = platform.Platform.Token(Development.Identity.DevIdentity.Find("cdom-75")!);
        Assert.Equal(HttpStatusCode.BadRequest, await browser.PostAsync("/connexion/fin-de-session", ("logout_token", stranger)));
        Assert.Equal(HttpStatusCode.BadRequest, await browser.PostAsync("/connexion/fin-de-session", ("logout_token", "x.y.z")));
        await browser.GetAsync("/file");
        Assert.Equal("File de travail", browser.Heading);
    }

    [Fact]
    public async Task Session_OutlivesARestartOfTheConsole()
    {
        using var browser = await platform.BrowserAsync("cdom-75");
        await platform.Platform.RestartConsoleAsync();
        await browser.GetAsync("/file");
        Assert.Equal("File de travail", browser.Heading);
    }

    [Fact]
    public async Task EveryPage_ForbidsForeignAndInlineContent()
    {
        using var browser = await platform.BrowserAsync("cdom-75");
        foreach (var page in new[] { "/", "/connexion", "/file", "/recherche", "/brouillons", "/absente" })
        {
            await browser.GetAsync(page);
            var policy = Assert.Single(browser.Answer.Headers.GetValues("Content-Security-Policy"));
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("require-trusted-types-for 'script'", policy, StringComparison.Ordinal);
            Assert.True(browser.Answer.Headers.CacheControl!.NoStore, page);
            Assert.Empty(browser.Page.QuerySelectorAll("script:not([src]), style, [style], [onclick], [onload]"));
        }
    }
}
