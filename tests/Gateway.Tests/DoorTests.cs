using System.Net;
using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>Only public paths are reached without a valid token.</summary>
public sealed class DoorTests
{
    public static TheoryData<string, string> BadTokens => new()
    {
        { "none", "TOKEN_MISSING" },
        { "garbage", "TOKEN_INVALID" },
        { "expired", "TOKEN_EXPIRED" },
        { "not yet", "TOKEN_INVALID" },
        { "other audience", "TOKEN_INVALID" },
        { "other issuer", "TOKEN_INVALID" },
        { "unsigned", "TOKEN_INVALID" },
        { "forged", "TOKEN_INVALID" },
        { "tampered", "TOKEN_INVALID" },
    };

    [Theory, MemberData(nameof(BadTokens))]
    public async Task Grpc_BadToken_IsUnauthenticatedWithItsReason(string fault, string reason)
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = gateway.Caller(await BadTokenAsync(fault));

        await Faults.ReasonAsync(StatusCode.Unauthenticated, reason, caller.Unary("ordre.registry.v1.PhysiciansService/Echo"));

        Assert.Empty(gateway.Registry.Asked);
    }

    [Theory, MemberData(nameof(BadTokens))]
    public async Task Fhir_BadToken_Is401WithOperationOutcome(string fault, string _)
    {
        await using var gateway = await GatewayApp.StartAsync();
        if (await BadTokenAsync(fault) is { } token)
            gateway.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);

        using var response = await gateway.Http.GetAsync("/fhir/Practitioner/1");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal("application/fhir+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("\"code\":\"login\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(gateway.Registry.Asked);
    }

    [Theory]
    [InlineData("/communiques/2026/un-titre")]
    [InlineData("/medecins?nom=essai")]
    [InlineData("/attestations/keys")]
    [InlineData("/fhir/metadata")]
    public async Task PublicFace_NoToken_Answers(string path)
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var response = await gateway.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Token_InTheQuery_IsNoToken()
    {
        await using var gateway = await GatewayApp.StartAsync();

        using var response = await gateway.Http.GetAsync($"/fhir/Practitioner/1?access_token={await TestIdentities.TokenAsync("cnam")}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Http_IssuerAwayAndItsKeysNeverRead_Is503WithRetryAfter()
    {
        var (gateway, token) = await IssuerAwayAsync();
        await using var _ = gateway;
        gateway.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);

        using var response = await gateway.Http.GetAsync("/fhir/Practitioner/1");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);
        Assert.Contains("\"code\":\"transient\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(response.Headers.WwwAuthenticate);
        Assert.Empty(gateway.Registry.Asked);
    }

    [Fact]
    public async Task Grpc_IssuerAwayAndItsKeysNeverRead_IsUnavailable()
    {
        var (gateway, token) = await IssuerAwayAsync();
        await using var _ = gateway;

        await Faults.ReasonAsync(
            StatusCode.Unavailable, "DEPENDENCY_UNAVAILABLE", gateway.Caller(token).Unary("ordre.registry.v1.PhysiciansService/Echo"));

        // A text that is no token is refused without the issuer.
        await Faults.ReasonAsync(StatusCode.Unauthenticated, "TOKEN_INVALID", gateway.Caller("not.a.token").Unary("ordre.registry.v1.PhysiciansService/Echo"));
    }

    private static async Task<(GatewayApp Gateway, string Token)> IssuerAwayAsync()
    {
        var issuer = $"http://127.0.0.1:{ChildProcess.FreePort()}";
        return (await GatewayApp.StartAsync(("Identity:Authority", issuer)), await TestIdentities.TokenAsync("cnam", token => token.Issuer = issuer));
    }

    private static async Task<string?> BadTokenAsync(string fault)
    {
        if (fault == "none")
            return null;
        if (fault == "garbage")
            return "not.a.token";
        var good = await TestIdentities.TokenAsync("cdom-75");
        var parts = good.Split('.');
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return fault switch
        {
            "tampered" => $"{parts[0]}.{Base64UrlEncoder.Encode(Base64UrlEncoder.Decode(parts[1]).Replace("cdom-75", "cdom-13", StringComparison.Ordinal))}.{parts[2]}",
            "unsigned" => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.",
            "forged" => Forge(good, key),
            _ => await TestIdentities.TokenAsync("cdom-75", token =>
            {
                if (fault == "expired")
                    (token.IssuedAt, token.NotBefore, token.Expires) = (Hours(-2), Hours(-2), Hours(-1));
                else if (fault == "not yet")
                    (token.NotBefore, token.Expires) = (Hours(1), Hours(2));
                else if (fault == "other audience")
                    token.Audience = "another-platform";
                else
                    token.Issuer = "http://127.0.0.1:1";
            }),
        };
    }

    private static DateTime Hours(int hours) => DateTime.UtcNow.AddHours(hours);

    // The token is valid except for the signing key.
    private static string Forge(string good, ECDsa key)
    {
        var token = new JsonWebToken(good);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            Base64UrlEncoder.Decode(token.EncodedPayload),
            new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = token.Kid }, SecurityAlgorithms.EcdsaSha256));
    }
}
