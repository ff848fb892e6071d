using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Access;

public class TokenTests(NotesFixture fixture) : IClassFixture<NotesFixture>
{
    private const string Subject = "sub";

    [Fact]
    public async Task Call_ValidToken_IsLetIn()
    {
        var client = await fixture.App.NotesAsync("cdom-75");

        var answer = await client.DescribeDisciplineAsync(new DescribeDisciplineRequest());

        Assert.Equal(("cdom-75", false, "75"), (answer.Caller, answer.All, answer.Council));
    }

    [Fact]
    public async Task Call_WithoutToken_IsUnauthenticated() =>
        await RefusedAsync(await fixture.App.NotesAsync(null), Reasons.TokenMissing);

    [Theory]
    [InlineData("expired", Reasons.TokenExpired)]
    [InlineData("not yet valid", Reasons.TokenInvalid)]
    [InlineData("without expiry", Reasons.TokenInvalid)]
    [InlineData("audience", Reasons.TokenInvalid)]
    [InlineData("issuer", Reasons.TokenInvalid)]
    [InlineData("unsigned", Reasons.TokenInvalid)]
    [InlineData("other key", Reasons.TokenInvalid)]
    [InlineData("other key, right kid", Reasons.TokenInvalid)]
    [InlineData("public key as shared secret", Reasons.TokenInvalid)]
    [InlineData("longer than a day", Reasons.TokenInvalid)]
    [InlineData("critical extension", Reasons.TokenInvalid)]
    [InlineData("no subject", Reasons.TokenInvalid)]
    [InlineData("passing for background work", Reasons.TokenInvalid)]
    public async Task Call_WrongToken_IsUnauthenticatedWithReason(string fault, string reason)
    {
        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var tokens = await TestIdentities.TokensAsync();
        var token = await TestIdentities.TokenAsync("cdom-75", descriptor =>
        {
            var now = DateTime.UtcNow;
            switch (fault)
            {
                case "expired":
                    descriptor.IssuedAt = descriptor.NotBefore = now.AddHours(-2);
                    descriptor.Expires = now.AddHours(-1);
                    break;
                case "not yet valid":
                    descriptor.NotBefore = now.AddHours(1);
                    descriptor.Expires = now.AddHours(2);
                    break;
                case "without expiry":
                    descriptor.Expires = null;
                    break;
                case "longer than a day":
                    descriptor.Expires = now.AddDays(1).AddMinutes(1);
                    break;
                case "critical extension":
                    descriptor.AdditionalHeaderClaims = new Dictionary<string, object> { ["crit"] = new[] { "exp" } };
                    break;
                case "audience":
                    descriptor.Audience = "another-platform";
                    break;
                case "issuer":
                    descriptor.Issuer = "http://127.0.0.1:1/";
                    break;
                case "unsigned":
                    descriptor.SigningCredentials = null;
                    break;
                case "other key":
                    descriptor.SigningCredentials = new(new ECDsaSecurityKey(otherKey) { KeyId = "unknown" }, SecurityAlgorithms.EcdsaSha256);
                    break;
                case "other key, right kid":
                    descriptor.SigningCredentials = new(new ECDsaSecurityKey(otherKey) { KeyId = tokens.PublicKey.Kid }, SecurityAlgorithms.EcdsaSha256);
                    break;
                case "public key as shared secret":
                    var secret = Encoding.UTF8.GetBytes(tokens.PublicKey.X + tokens.PublicKey.Y);
                    descriptor.SigningCredentials = new(new SymmetricSecurityKey(secret) { KeyId = tokens.PublicKey.Kid }, SecurityAlgorithms.HmacSha256);
                    break;
                case "no subject":
                    descriptor.Claims[Subject] = "";
                    break;
                default:
                    descriptor.Claims[Subject] = "system:notes";
                    break;
            }
        });

        await RefusedAsync(fixture.App.ClientWithToken<NotesService.NotesServiceClient>(token), reason);
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"None","typ":"JWT"}""")]
    [InlineData("""{"alg":"ES256","kid":"../../dev/null"}""")]
    [InlineData("""{"alg":"ES256","jku":"http://127.0.0.1:1/keys","kid":"x"}""")]
    [InlineData("""{"alg":"ES256"}""")]
    public async Task Call_ForgedHeader_IsUnauthenticated(string header)
    {
        var right = await TestIdentities.TokenAsync("cnom-registre");
        var token = $"{Base64UrlEncoder.Encode(header)}.{right.Split('.')[1]}.{(header.Contains("one", StringComparison.Ordinal) ? "" : right.Split('.')[2])}";

        await RefusedAsync(fixture.App.ClientWithToken<NotesService.NotesServiceClient>(token), Reasons.TokenInvalid);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    public async Task Call_NoToken_IsUnauthenticated(string token) =>
        await RefusedAsync(fixture.App.ClientWithToken<NotesService.NotesServiceClient>(token), Reasons.TokenInvalid);

    [Fact]
    public async Task Call_EmbeddedKey_IsNotTrusted()
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(own));
        var token = await TestIdentities.TokenAsync("cnom-registre", descriptor =>
        {
            descriptor.SigningCredentials = new(new ECDsaSecurityKey(own) { KeyId = "mine" }, SecurityAlgorithms.EcdsaSha256);
            descriptor.AdditionalHeaderClaims = new Dictionary<string, object> { ["jwk"] = new Dictionary<string, string> { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = jwk.X, ["y"] = jwk.Y } };
        });

        await RefusedAsync(fixture.App.ClientWithToken<NotesService.NotesServiceClient>(token), Reasons.TokenInvalid);
    }

    [Fact]
    public async Task Check_WithoutToken_Answers()
    {
        var client = await fixture.App.ClientAsync<Health.HealthClient>(null);

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await client.CheckAsync(new HealthCheckRequest())).Status);
    }

    [Fact]
    public async Task Call_IssuerNeverAnswered_IsUnavailableNotUnauthenticated()
    {
        // Nothing listens at the issuer's address, so no token can be checked.
        await using var app = await NotesHost.StartAsync(
            SqlEngine.Sqlite, settings: new Dictionary<string, string?> { ["Identity:Authority"] = "http://127.0.0.1:1" });
        var client = app.ClientWithToken<NotesService.NotesServiceClient>(
            await TestIdentities.TokenAsync("cdom-75", descriptor => descriptor.Issuer = "http://127.0.0.1:1"));

        await Faults.ReasonAsync(
            StatusCode.Unavailable, Reasons.DependencyUnavailable, client.DescribeDisciplineAsync(new DescribeDisciplineRequest()));
    }

    private static Task RefusedAsync(NotesService.NotesServiceClient client, string reason) =>
        Faults.ReasonAsync(StatusCode.Unauthenticated, reason, client.DescribeDisciplineAsync(new DescribeDisciplineRequest()));
}
