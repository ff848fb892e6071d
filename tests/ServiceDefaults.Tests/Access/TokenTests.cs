using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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

    [Theory]
    [InlineData("register_and_discipline", null)]
    [InlineData("", Reasons.PurposeWall)]
    [InlineData("own_person", Reasons.PurposeWall)]
    [InlineData("mutual_aid", Reasons.RoleMissing)]
    public async Task Call_ClerkWhoIsAPhysicianAtADesk_IsJudgedByTheRolesOfThatDesk(string desk, string? refusal)
    {
        var tokens = await TestIdentities.TokensAsync();
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", "cdom-75-medecin-10003002001"), new("client_secret", "dev"), new("desk", desk)]);
        using var issued = await http.PostAsync(tokens.Issuer + "/dev/token", form);
        using var answer = JsonDocument.Parse(await issued.Content.ReadAsStringAsync());
        var client = fixture.App.ClientWithToken<NotesService.NotesServiceClient>(answer.RootElement.GetProperty("access_token").GetString());

        var call = client.DescribeDisciplineAsync(new DescribeDisciplineRequest());

        if (refusal is null)
            Assert.Equal(("cdom-75-medecin-10003002001", false, "75"), ((await call).Caller, (await call).All, (await call).Council));
        else
            await Faults.ReasonAsync(StatusCode.PermissionDenied, refusal, call);
    }

    [Theory]
    [InlineData("canteen")]
    [InlineData("")]
    [InlineData("register_and_discipline", "register_and_discipline")]
    [InlineData("register_and_discipline", "own_person")]
    public async Task Call_DeskThatIsNotOneKnownDesk_GivesNoRole(params string[] desks)
    {
        var token = await TestIdentities.TokenAsync("cdom-75", descriptor => descriptor.Claims["desk"] = desks.Length == 1 ? desks[0] : desks);

        await Faults.ReasonAsync(
            StatusCode.PermissionDenied, Reasons.RoleMissing,
            fixture.App.ClientWithToken<NotesService.NotesServiceClient>(token).DescribeDisciplineAsync(new DescribeDisciplineRequest()));
    }

    [Fact]
    public async Task DevelopmentIssuer_UnknownDesk_IsRefused()
    {
        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", "cdom-75"), new("client_secret", "dev"), new("desk", "canteen")]);

        using var refused = await http.PostAsync((await TestIdentities.TokensAsync()).Issuer + "/dev/token", form);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("own_person", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
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
