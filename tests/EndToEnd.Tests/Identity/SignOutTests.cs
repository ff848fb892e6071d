using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.Tests.EndToEnd.Identity;

/// <summary>A person signs out at a console or at the development issuer.</summary>
public sealed class SignOutTests : IAsyncLifetime
{
    private TestProvider provider = null!;

    public async Task InitializeAsync() => provider = await TestProvider.StartAsync();

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Fact]
    public async Task SignOut_FromTheConsole_EndsTheSessionAndGoesBack()
    {
        using var browser = provider.Browser();
        var (_, tokens) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75"));
        var identity = tokens.GetProperty("id_token").GetString()!;

        using var answer = await browser.GetAsync(
            "/dev/logout", [new("id_token_hint", identity), new("post_logout_redirect_uri", TestProvider.AfterLogout), new("state", "a state")]);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(TestProvider.AfterLogout + "?state=a%20state", answer.Headers.Location!.AbsoluteUri.Replace("+", "%20", StringComparison.Ordinal));
        await SignedOutAsync(browser, tokens);
        await ToldAsync(new JsonWebToken(identity).GetClaim("sid").Value);
    }

    [Fact]
    public async Task SignOut_OldIdToken_StillNamesTheSession()
    {
        using var browser = provider.Browser();
        var (_, tokens) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75"));
        provider.Time.Step(TimeSpan.FromHours(2));

        using var answer = await browser.GetAsync("/dev/logout", [new("id_token_hint", tokens.GetProperty("id_token").GetString()!)]);

        Assert.Contains("Vous êtes déconnecté", (await browser.PageAsync(answer)).Title, StringComparison.Ordinal);
        await SignedOutAsync(browser, tokens);
    }

    [Fact]
    public async Task SignOut_AtTheIssuer_AsksAndThenSignsOutEverywhere()
    {
        using var browser = provider.Browser();
        var (_, tokens) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75"));

        using var page = await browser.GetAsync("/dev/logout", []);
        Assert.Contains("Greffe du conseil départemental 75", (await browser.PageAsync(page)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(provider.LogoutTokens);
        using var done = await browser.PressAsync(page);

        Assert.Equal("Vous êtes déconnecté", (await browser.PageAsync(done)).Title);
        await SignedOutAsync(browser, tokens);
        await ToldAsync(new JsonWebToken(tokens.GetProperty("id_token").GetString()!).GetClaim("sid").Value);
    }

    [Fact]
    public async Task SignOut_ConsoleThatIsDown_IsDoneAllTheSame()
    {
        using var browser = provider.Browser();
        await browser.SignInAsync(
            "cdom-75-entraide", ("client_id", TestProvider.Other), ("redirect_uri", TestProvider.OtherRedirect), ("scope", "openid"));
        using var page = await browser.GetAsync("/dev/logout", []);

        using var done = await browser.PressAsync(page);

        Assert.Equal("Vous êtes déconnecté", (await browser.PageAsync(done)).Title);
        Assert.Empty(provider.LogoutTokens);
    }

    [Fact]
    public async Task SignIn_AsAnotherPerson_SignsTheFirstOneOut()
    {
        using var browser = provider.Browser();
        var (_, tokens) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75"));

        await browser.SignInAsync("cdom-13", ("prompt", "login"));

        await ToldAsync(new JsonWebToken(tokens.GetProperty("id_token").GetString()!).GetClaim("sid").Value);
        var (_, refreshed) = await browser.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!);
        Assert.Equal("invalid_grant", refreshed.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("http://localhost:5999/elsewhere")]
    [InlineData(TestProvider.Redirect)]
    public async Task SignOut_UnknownAddress_IsRefusedAndEndsNothing(string address)
    {
        using var browser = provider.Browser();
        var (_, tokens) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75"));

        using var refused = await browser.GetAsync(
            "/dev/logout", [new("id_token_hint", tokens.GetProperty("id_token").GetString()!), new("post_logout_redirect_uri", address)]);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var silent = await browser.AuthorizeAsync();
        Assert.NotEmpty(TestBrowser.Code(silent));
        Assert.Empty(provider.LogoutTokens);
    }

    [Fact]
    public async Task SignOut_IdTokenOfAnotherSession_Asks()
    {
        using var other = provider.Browser();
        var (_, tokens) = await other.RedeemAsync(await other.SignInAsync("cdom-13"));
        using var browser = provider.Browser();
        await browser.SignInAsync("cdom-75");

        using var asked = await browser.GetAsync("/dev/logout", [new("id_token_hint", tokens.GetProperty("id_token").GetString()!)]);

        Assert.Equal("Se déconnecter", (await browser.PageAsync(asked)).Title);
        Assert.Empty(provider.LogoutTokens);
    }

    private static async Task SignedOutAsync(TestBrowser browser, JsonElement tokens)
    {
        using var asked = await browser.AuthorizeAsync();
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var (_, refreshed) = await browser.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!);
        Assert.Equal("invalid_grant", refreshed.GetProperty("error").GetString());
    }

    private async Task ToldAsync(string session)
    {
        var told = Assert.Single(provider.LogoutTokens);
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(told, new TokenValidationParameters
        {
            ValidIssuer = provider.Tokens.Issuer,
            ValidAudience = TestProvider.Console,
            ValidTypes = ["logout+jwt"],
            IssuerSigningKey = provider.Tokens.PublicKey,
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        var token = (JsonWebToken)result.SecurityToken;
        Assert.Equal(("cdom-75", session), (token.Subject, token.GetClaim("sid").Value));
        Assert.Equal(
            JsonValueKind.Object, token.GetPayloadValue<JsonElement>("events").GetProperty("http://schemas.openid.net/event/backchannel-logout").ValueKind);
        Assert.False(token.TryGetPayloadValue<string>("nonce", out _));
    }
}
