using System.Net;
using System.Text.Json;

namespace OrdreCouncils.Tests.EndToEnd.Identity;

/// <summary>Requests that the development issuer refuses, as a console's real provider would.</summary>
public sealed class RefusalTests : IAsyncLifetime
{
    private TestProvider provider = null!;

    public async Task InitializeAsync() => provider = await TestProvider.StartAsync();

    public async Task DisposeAsync() => await provider.DisposeAsync();

    [Theory]
    [InlineData("client_id", "another", "invalid_client")]
    [InlineData("redirect_uri", "http://localhost:5999/signin-oidc/", "invalid_request")]
    [InlineData("redirect_uri", TestProvider.OtherRedirect, "invalid_request")]
    [InlineData("code_challenge", "", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_mode", "form_post", "invalid_request")]
    [InlineData("scope", "openid desk:mutual_aid", "invalid_scope")]
    [InlineData("scope", "openid desk:register_and_discipline desk:practitioner_health", "invalid_scope")]
    [InlineData("scope", "openid salary", "invalid_scope")]
    public Task Request_ThatIsWrong_IsRefusedWithoutRedirect(string parameter, string value, string error) => RefusedAsync(error, (parameter, value));

    [Fact]
    public Task Request_WithoutPkce_IsRefusedWithoutRedirect() => RefusedAsync("invalid_request", ("code_challenge", ""), ("code_challenge_method", ""));

    [Fact]
    public async Task PushedRequest_WrongSecret_IsRefused()
    {
        using var browser = provider.Browser();

        var (_, refused) = await browser.PushAsync(("client_secret", "guess"));

        Assert.Equal("invalid_client", refused.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("code_verifier", "another-verifier-another-verifier-another-verifier", "invalid_grant")]
    [InlineData("code_verifier", "", "invalid_request")]
    [InlineData("client_id", TestProvider.Other, "invalid_grant")]
    [InlineData("client_secret", "guess", "invalid_client")]
    [InlineData("redirect_uri", TestProvider.OtherRedirect, "invalid_grant")]
    public async Task Code_RedeemedWrongly_IsRefused(string parameter, string value, string error)
    {
        using var browser = provider.Browser();
        var code = await browser.SignInAsync("cdom-75");

        Refused(error, await browser.RedeemAsync(code, (parameter, value)));
    }

    [Fact]
    public async Task Code_UsedTwice_IsRefusedAndEndsTheRefreshToken()
    {
        using var browser = provider.Browser();
        var code = await browser.SignInAsync("cdom-75");
        var (_, tokens) = await browser.RedeemAsync(code);

        Refused("invalid_grant", await browser.RedeemAsync(code));

        Refused("invalid_grant", await browser.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!));
    }

    [Fact]
    public async Task RefreshToken_UsedTwice_IsRefusedAndEndsTheNextOne()
    {
        using var browser = provider.Browser();
        var (_, first) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75"));
        var (_, second) = await browser.RefreshAsync(first.GetProperty("refresh_token").GetString()!);

        Refused("invalid_grant", await browser.RefreshAsync(first.GetProperty("refresh_token").GetString()!));

        Refused("invalid_grant", await browser.RefreshAsync(second.GetProperty("refresh_token").GetString()!));
    }

    [Fact]
    public async Task RefreshToken_OfAnotherClient_IsRefused()
    {
        using var browser = provider.Browser();
        var (_, tokens) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75"));

        Refused("invalid_grant", await browser.TokenAsync(
            ("grant_type", "refresh_token"), ("refresh_token", tokens.GetProperty("refresh_token").GetString()!), ("client_id", TestProvider.Other)));
    }

    [Fact]
    public async Task CodeAndRefreshToken_Expired_AreRefused()
    {
        using var browser = provider.Browser();
        var (_, tokens) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75"));
        var code = await browser.SignInAsync("cdom-75", ("prompt", "login"));

        provider.Time.Step(TimeSpan.FromMinutes(61));

        Refused("invalid_grant", await browser.RedeemAsync(code));
        Refused("invalid_grant", await browser.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!));
    }

    [Fact]
    public async Task CodeAndRefreshToken_OfAWithdrawnKey_AreRefused()
    {
        using var browser = provider.Browser();
        var (_, tokens) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75"));
        var code = await browser.SignInAsync("cdom-75", ("prompt", "login"));

        provider.Tokens.Rotate();

        Refused("invalid_grant", await browser.RedeemAsync(code));
        Refused("invalid_grant", await browser.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!));
        var (status, _) = await browser.RedeemAsync(await browser.SignInAsync("cdom-75", ("prompt", "login")));
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Theory]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("client_secret", "guess", "invalid_client")]
    [InlineData("client_id", "nobody", "invalid_client")]
    [InlineData("desk", "canteen", "invalid_request")]
    [InlineData("audience", "ordre-canteen", "invalid_target")]
    public async Task MachineGrant_ThatIsWrong_IsABadRequest(string parameter, string value, string error)
    {
        using var browser = provider.Browser();

        var refused = await browser.TokenAsync(("grant_type", "client_credentials"), ("client_id", "svc-discipline"), (parameter, value));

        Refused(error, refused);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
    }

    private async Task RefusedAsync(string error, params (string Name, string Value)[] changes)
    {
        using var browser = provider.Browser();

        using var refused = await browser.AuthorizeAsync(changes);
        var (status, pushed) = await browser.PushAsync(changes);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(error, (await browser.PageAsync(refused)).QuerySelector("code")!.TextContent);
        Assert.Contains(status, new[] { HttpStatusCode.BadRequest, HttpStatusCode.Unauthorized });
        Assert.Equal(error, pushed.GetProperty("error").GetString());
    }

    private static void Refused(string error, (HttpStatusCode Status, JsonElement Answer) answer)
    {
        Assert.Equal(error, answer.Answer.GetProperty("error").GetString());
        Assert.False(answer.Answer.TryGetProperty("access_token", out _));
    }
}
