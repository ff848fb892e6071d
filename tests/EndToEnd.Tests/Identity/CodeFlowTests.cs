using System.Net;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.Development.Identity;

namespace OrdreCouncils.Tests.EndToEnd.Identity;

/// <summary>A console signs a person in at the development issuer, over sockets and step by step.</summary>
public sealed class CodeFlowTests : IAsyncLifetime
{
    private TestProvider provider = null!;

    public async Task InitializeAsync() => provider = await TestProvider.StartAsync();

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Fact]
    public async Task SignIn_PushedRequest_GivesTokensOfThePerson()
    {
        using var browser = provider.Browser();
        var (status, pushed) = await browser.PushAsync();
        Assert.Equal(HttpStatusCode.Created, status);

        using var page = await browser.GetAsync(
            "/dev/authorize", [new("client_id", TestProvider.Console), new("request_uri", pushed.GetProperty("request_uri").GetString()!)]);
        using var chosen = await browser.ChooseAsync(page, "cdom-75");
        var redirect = TestBrowser.Parameters(chosen);
        var (answered, tokens) = await browser.RedeemAsync(redirect["code"]!);

        Assert.StartsWith(TestProvider.Redirect + "?", chosen.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(("a state", provider.Tokens.Issuer), (redirect["state"], redirect["iss"]));
        Assert.Equal(HttpStatusCode.OK, answered);
        Assert.Equal("Bearer", Text(tokens, "token_type"));
        Assert.InRange(tokens.GetProperty("expires_in").GetInt32(), 298, 300);
        var access = await ValidAsync(Text(tokens, "access_token"), DevTokens.Audience);
        Assert.Equal("cdom-75", access.Subject);
        Assert.Equal("75", access.GetClaim("council").Value);
        Assert.Equal("departmental_clerk", access.GetClaim("roles").Value);
        Assert.Equal("register_and_discipline", access.GetClaim("desk").Value);
        Assert.Equal("Greffe du conseil départemental 75", access.GetClaim("name").Value);
        var identity = await ValidAsync(Text(tokens, "id_token"), TestProvider.Console);
        Assert.Equal("cdom-75", identity.Subject);
        Assert.Equal("Greffe du conseil départemental 75", identity.GetClaim("name").Value);
        Assert.Equal("a nonce", identity.GetClaim("nonce").Value);
        Assert.Equal(access.GetPayloadValue<long>("auth_time"), identity.GetPayloadValue<long>("auth_time"));
        Assert.NotEmpty(identity.GetClaim("sid").Value);
    }

    [Fact]
    public async Task AccessToken_OfASignIn_HasTheClaimsOfADevelopmentToken()
    {
        using var browser = provider.Browser();
        var (_, tokens) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75"));

        Assert.Equal(
            Claims(provider.Tokens.Issue(DevIdentity.Find("cdom-75")!, desk: "register_and_discipline")), Claims(Text(tokens, "access_token")));

        static IEnumerable<string> Claims(string token) => new JsonWebToken(token).Claims.Select(claim => claim.Type).Order();
    }

    [Fact]
    public async Task Refresh_Later_KeepsThePersonTheDeskAndTheTimeOfSigningIn()
    {
        using var browser = provider.Browser();
        var (_, first) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75-president", ("scope", "openid offline_access desk:practitioner_health")));
        provider.Time.Step(TimeSpan.FromMinutes(10));

        var (_, second) = await browser.RefreshAsync(Text(first, "refresh_token"));
        var (status, third) = await browser.RefreshAsync(Text(second, "refresh_token"));

        Assert.Equal(HttpStatusCode.OK, status);
        var (before, after) = (new JsonWebToken(Text(first, "access_token")), new JsonWebToken(Text(third, "access_token")));
        Assert.Equal("cdom-75-president", after.Subject);
        Assert.Equal("practitioner_health", after.GetClaim("desk").Value);
        Assert.Equal(before.GetPayloadValue<long>("auth_time"), after.GetPayloadValue<long>("auth_time"));
        Assert.True(after.IssuedAt >= before.IssuedAt.AddMinutes(10));
    }

    [Fact]
    public async Task SecondSignIn_SameBrowser_IsSilentWithTheSameSession()
    {
        using var browser = provider.Browser();
        var (_, first) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75-medecin-10123456781"));
        provider.Time.Step(TimeSpan.FromMinutes(1));

        using var silent = await browser.AuthorizeAsync(
            ("client_id", TestProvider.Other), ("redirect_uri", TestProvider.OtherRedirect), ("scope", "openid desk:own_person"), ("prompt", "none"));
        var (_, second) = await browser.RedeemAsync(
            TestBrowser.Code(silent), ("client_id", TestProvider.Other), ("redirect_uri", TestProvider.OtherRedirect));

        Assert.Equal("own_person", new JsonWebToken(Text(second, "access_token")).GetClaim("desk").Value);
        var (before, after) = (new JsonWebToken(Text(first, "id_token")), new JsonWebToken(Text(second, "id_token")));
        Assert.Equal(before.GetClaim("sid").Value, after.GetClaim("sid").Value);
        Assert.Equal(before.GetPayloadValue<long>("auth_time"), after.GetPayloadValue<long>("auth_time"));
        Assert.False(second.TryGetProperty("refresh_token", out _));
    }

    [Theory]
    [InlineData("max_age", "299")]
    [InlineData("max_age", "0")]
    [InlineData("prompt", "login")]
    [InlineData("login_hint", "cdom-13")]
    [InlineData("scope", "openid desk:own_disciplinary_case")]
    public async Task SecondSignIn_SessionThatIsNotEnough_AsksAgain(string parameter, string value)
    {
        using var browser = provider.Browser();
        var (_, first) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75"));
        provider.Time.Step(TimeSpan.FromMinutes(5));

        using var asked = await browser.AuthorizeAsync((parameter, value));
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        var identity = parameter == "scope" ? "medecin-10123456781" : "cdom-75";
        using var chosen = await browser.ChooseAsync(asked, identity);
        var (_, second) = await browser.RedeemAsync(TestBrowser.Code(chosen));

        var (before, after) = (new JsonWebToken(Text(first, "id_token")), new JsonWebToken(Text(second, "id_token")));
        Assert.Equal(identity, after.Subject);
        Assert.Equal(identity == "cdom-75", before.GetClaim("sid").Value == after.GetClaim("sid").Value);
        Assert.True(after.GetPayloadValue<long>("auth_time") >= before.GetPayloadValue<long>("auth_time") + 300);
    }

    [Fact]
    public async Task SecondSignIn_SessionYoungerThanMaxAge_IsSilent()
    {
        using var browser = provider.Browser();
        await browser.SignInAsync("cdom-75");
        provider.Time.Step(TimeSpan.FromMinutes(4));

        using var silent = await browser.AuthorizeAsync(("max_age", "300"));

        Assert.NotEmpty(TestBrowser.Code(silent));
    }

    [Fact]
    public async Task SignIn_PromptNoneWithoutSession_IsLoginRequired()
    {
        using var browser = provider.Browser();

        using var answer = await browser.AuthorizeAsync(("prompt", "none"));

        Assert.StartsWith(TestProvider.Redirect, answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("login_required", TestBrowser.Parameters(answer)["error"]);
    }

    [Fact]
    public async Task Discovery_TellsWhatTheIssuerDoes()
    {
        using var browser = provider.Browser();

        var told = await browser.DiscoveryAsync();

        var issuer = provider.Tokens.Issuer;
        Assert.StartsWith("http://localhost:", issuer, StringComparison.Ordinal);
        Assert.Equal(issuer, provider.Tokens.Settings()["Identity:Authority"]);
        Assert.Equal(issuer, Text(told, "issuer"));
        Assert.Equal(issuer + "/dev/authorize", Text(told, "authorization_endpoint"));
        Assert.Equal(issuer + "/dev/par", Text(told, "pushed_authorization_request_endpoint"));
        Assert.Equal(issuer + "/dev/token", Text(told, "token_endpoint"));
        Assert.Equal(issuer + "/dev/jwks", Text(told, "jwks_uri"));
        Assert.Equal(issuer + "/dev/logout", Text(told, "end_session_endpoint"));
        Assert.Equal(
            ["authorization_code", "client_credentials", "refresh_token", "urn:ietf:params:oauth:grant-type:token-exchange"],
            List(told, "grant_types_supported"));
        Assert.Equal(["S256"], List(told, "code_challenge_methods_supported"));
        Assert.Equal(["query"], List(told, "response_modes_supported"));
        Assert.Equal(["ES256"], List(told, "id_token_signing_alg_values_supported"));
        Assert.Contains("desk:mutual_aid", List(told, "scopes_supported"));
        Assert.True(told.GetProperty("backchannel_logout_supported").GetBoolean());
        Assert.True(told.GetProperty("backchannel_logout_session_supported").GetBoolean());
    }

    private async Task<JsonWebToken> ValidAsync(string token, string audience)
    {
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(
            provider.Tokens.Issuer + "/.well-known/openid-configuration", new HttpDocumentRetriever { RequireHttps = false }, default);
        var parameters = new TokenValidationParameters
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = audience,
            IssuerSigningKeys = configuration.SigningKeys,
        };
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, parameters);
        Assert.True(result.IsValid, result.Exception?.Message);
        return (JsonWebToken)result.SecurityToken;
    }

    private static string Text(JsonElement answer, string name) => answer.GetProperty(name).GetString()!;

    private static IEnumerable<string?> List(JsonElement answer, string name) =>
        answer.GetProperty(name).EnumerateArray().Select(value => value.GetString()).Order();
}
