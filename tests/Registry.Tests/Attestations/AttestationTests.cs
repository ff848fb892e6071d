using System.Net;
using System.Security.Cryptography;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Attestations;

/// <summary>Attestations, from the council's request to the public page that the code opens.</summary>
public sealed class AttestationTests : IDisposable
{
    private const string Address = "https://www.exemple.fr";
    private readonly SigningKeyFile key = new();

    public void Dispose() => key.Dispose();

    [Theory, Engines]
    public async Task Issue_ByTheCouncil_IsSignedAndShownToWhoHasTheCode(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);

        var attestation = await IssueAsync(app);

        Assert.Equal((RegisterFile.Anne, "ESSAI-MODÈLE", "ANNE", "75"), (attestation.Rpps, attestation.FamilyName, attestation.GivenName, attestation.Council));
        Assert.Equal("SM53", Assert.Single(attestation.Specialties).Code);
        Assert.Equal(RegistryApp.Date(2026, 6, 14), attestation.ValidUntil);
        using var document = await app.App.Http.GetAsync(new Uri(attestation.Page + "/jws", UriKind.Relative));
        Assert.Equal("application/jose", document.Content.Headers.ContentType!.MediaType);
        Assert.Equal(attestation.Jws, await document.Content.ReadAsStringAsync());
        var page = await PageAsync(app, attestation.Page);
        Assert.Contains("Valable", page, StringComparison.Ordinal);
        Assert.Contains("ESSAI-MODÈLE", page, StringComparison.Ordinal);
        Assert.Contains("<path fill=\"#000\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jws_VerifiesByThePublishedKeys_AndByNoOther()
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        var attestation = await IssueAsync(app);
        var keys = new JsonWebKeySet(await app.App.Http.GetStringAsync(new Uri("/attestations/keys", UriKind.Relative)));

        var read = await VerifyAsync(attestation.Jws, keys.GetSigningKeys());

        Assert.True(read.IsValid, read.Exception?.Message);
        var token = (JsonWebToken)read.SecurityToken;
        Assert.Equal(($"urn:rpps:{RegisterFile.Anne}", attestation.Code, Address + attestation.Page), (token.Subject, token.Id, token.GetClaim("status_url").Value));
        // 15 June 2026 at midnight in Paris, which is two hours ahead of UTC.
        Assert.Equal(new DateTime(2026, 6, 14, 22, 0, 0, DateTimeKind.Utc), token.ValidTo);
        Assert.DoesNotContain("\"d\"", await app.App.Http.GetStringAsync(new Uri("/attestations/keys", UriKind.Relative)), StringComparison.Ordinal);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.False((await VerifyAsync(attestation.Jws, [new ECDsaSecurityKey(other)])).IsValid);
        Assert.False((await VerifyAsync(attestation.Jws.Replace(attestation.Jws.Split('.')[1][^9..], new string('A', 9), StringComparison.Ordinal), keys.GetSigningKeys())).IsValid);
    }

    [Theory]
    [InlineData("cdom-75", true)]
    [InlineData("cdom-75-president", true)]
    [InlineData("cnom-registre", true)]
    [InlineData("medecin-" + RegisterFile.Anne, true)]
    [InlineData("cdom-13", false)]
    [InlineData("medecin-" + RegisterFile.Jean, false)]
    public async Task Issue_OutOfReach_IsAsAbsent(string identity, bool reaches)
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        var known = await IssueAsync(app);
        var client = await app.App.ClientAsync<AttestationsService.AttestationsServiceClient>(identity);

        if (reaches)
        {
            Assert.NotEqual(known.Code, (await client.IssueAttestationAsync(Request())).Attestation.Code);
            Assert.Equal(known, (await client.GetAttestationAsync(new GetAttestationRequest { Code = known.Code })).Attestation);
            return;
        }

        await Faults.FailsAsync(StatusCode.NotFound, client.IssueAttestationAsync(Request()));
        await Faults.FailsAsync(StatusCode.NotFound, client.GetAttestationAsync(new GetAttestationRequest { Code = known.Code }));
        await Faults.FailsAsync(StatusCode.NotFound, client.RevokeAttestationAsync(Revocation(known.Code)));
        Assert.Equal(1, await app.CountAsync("attestations"));
        Assert.Equal(AttestationState.Valid, await StateAsync(app, known.Code));
    }

    [Theory, Engines]
    public async Task State_TheFactsChange_IsOvertakenAtOnce(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var attestation = await IssueAsync(app);

        await app.SanctionAsync(RegisterFile.Anne, RestrictingSanction.BanFromFunctions, RegistryApp.Today, RegistryApp.Today.AddDays(10));

        Assert.Equal(AttestationState.Overtaken, await StateAsync(app, attestation.Code));
        var page = await PageAsync(app, attestation.Page);
        Assert.Contains("Caduque", page, StringComparison.Ordinal);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "NOT_ATTESTABLE", (await ClientAsync(app)).IssueAttestationAsync(Request()));
        // The ban is over, so the register agrees with the attestation again.
        app.App.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal(AttestationState.Valid, await StateAsync(app, attestation.Code));
    }

    [Fact]
    public async Task State_AnotherSpecialty_IsOvertaken()
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        var attestation = await IssueAsync(app);

        await app.ImportAsync(new RegisterFile().Line(specialty: "SM04"));

        Assert.Equal(AttestationState.Overtaken, await StateAsync(app, attestation.Code));
    }

    [Fact]
    public async Task State_LastDay_CountsWhole()
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        var attestation = await IssueAsync(app);

        app.App.Clock.Freeze(new DateTimeOffset(2026, 6, 14, 21, 59, 0, TimeSpan.Zero));
        Assert.Equal(AttestationState.Valid, await StateAsync(app, attestation.Code));

        app.App.Clock.Freeze(new DateTimeOffset(2026, 6, 14, 22, 0, 0, TimeSpan.Zero));
        Assert.Equal(AttestationState.Expired, await StateAsync(app, attestation.Code));
        Assert.Contains("Expirée", await PageAsync(app, attestation.Page), StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Revoke_Twice_IsRevokedOnceAndSaysNotWhy(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var attestation = await IssueAsync(app);
        var client = await ClientAsync(app);

        var revoked = await client.RevokeAttestationAsync(Revocation(attestation.Code));
        await client.RevokeAttestationAsync(Revocation(attestation.Code));

        Assert.Equal(AttestationState.Revoked, revoked.Attestation.State);
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'registry.attestation.revoked'"));
        var page = await PageAsync(app, attestation.Page);
        Assert.Contains("Révoquée", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Envoyée", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issue_SameRequestTwice_IsTheSameAttestation()
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        var client = await ClientAsync(app);
        var request = Request();

        var first = await client.IssueAttestationAsync(request);

        Assert.Equal(first, await client.IssueAttestationAsync(request));
        Assert.Equal(1, await app.CountAsync("attestations"));
    }

    [Fact]
    public async Task Calls_BadInput_NameTheFieldAndWriteNothing()
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        var client = await ClientAsync(app);

        await Faults.InvalidAsync(client.IssueAttestationAsync(new IssueAttestationRequest { RequestId = "1", Rpps = "10123456780" }), "request_id", "rpps");
        await Faults.InvalidAsync(client.RevokeAttestationAsync(new RevokeAttestationRequest()), "request_id", "code", "reason");
        await Faults.InvalidAsync(client.GetAttestationAsync(new GetAttestationRequest { Code = "UUUUU-UUUUU" }), "code");
        await Faults.FailsAsync(StatusCode.NotFound, client.GetAttestationAsync(new GetAttestationRequest { Code = "00000-00000" }));
        await Faults.FailsAsync(StatusCode.PermissionDenied, (await app.App.ClientAsync<AttestationsService.AttestationsServiceClient>("cnam")).IssueAttestationAsync(Request()));

        Assert.Equal(0, await app.CountAsync("attestations"));
    }

    [Fact]
    public async Task Issue_WithoutASigningKey_IsUnavailableAndWritesNothing()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(new RegisterFile().Line());

        await Faults.ReasonAsync(StatusCode.Unavailable, "NO_SIGNING_KEY", (await ClientAsync(app)).IssueAttestationAsync(Request()));

        Assert.Equal(0, await app.CountAsync("attestations"));
    }

    [Fact]
    public async Task Start_KeyFileIsNone_IsRefusedByName()
    {
        await File.WriteAllTextAsync(key.Path, "no key");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(SqlEngine.Sqlite));

        Assert.Contains("Attestations:KeyFiles", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/attestations", HttpStatusCode.OK, "Code de l’attestation")]
    [InlineData("/attestations?code=trop-court", HttpStatusCode.BadRequest, "pas un code")]
    [InlineData("/attestations/0000000000", HttpStatusCode.NotFound, "introuvable")]
    [InlineData("/attestations/%3Cscript%3E", HttpStatusCode.NotFound, "introuvable")]
    public async Task Pages_WithoutAnAttestation_SaySo(string path, HttpStatusCode status, string text)
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);

        using var response = await app.App.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(text, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(["no-store"], response.Headers.GetValues("Cache-Control"));
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Pages_ReadByAnybody_AreInTheAccessLog(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var attestation = await IssueAsync(app);
        await PageAsync(app, attestation.Page);
        await PageAsync(app, attestation.Page);
        await PageAsync(app, attestation.Page + "/jws");
        using var absent = await app.App.Http.GetAsync(new Uri("/attestations/ABCDEFGHJK", UriKind.Relative));

        var audit = await app.App.ClientAsync<AuditService.AuditServiceClient>("medecin-" + RegisterFile.Anne);
        List<RecordAccess> reads = [];
        await Until.TrueAsync(
            async () =>
            {
                var accesses = await audit.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{RegisterFile.Anne}" });
                reads = [.. accesses.Accesses.Where(access => access.Actor == "public")];
                return reads.Sum(access => access.Count) == 3;
            }, "the reads of the pages were not shown");

        Assert.Equal(["registry/attestation-document", "registry/attestation-page"], reads.Select(access => access.Operation).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, reads.Where(access => access.Operation == "registry/attestation-page").Sum(access => access.Count));
        Assert.All(reads, access => Assert.Equal(Purpose.Registration, access.Purpose));
    }

    [Theory, Engines]
    public async Task Issue_PastTheQuotaOfADay_IsExhaustedForThatCallerUntilTheNextDay(SqlEngine engine)
    {
        await using var app = await StartAsync(engine, ("Attestations:PerCallerAndDay", "2"));
        var client = await ClientAsync(app);
        var last = Request();
        await client.IssueAttestationAsync(Request());
        await client.IssueAttestationAsync(last);

        var failure = await Faults.FailsAsync(StatusCode.ResourceExhausted, client.IssueAttestationAsync(Request()));

        Assert.Equal("ATTESTATION_QUOTA", failure.Reason());
        Assert.Contains("issued 2 attestations", failure.Status.Detail, StringComparison.Ordinal);
        Assert.Contains($"from {RegistryApp.Today.AddDays(1):yyyy-MM-dd}", failure.Status.Detail, StringComparison.Ordinal);
        // A repeated request is no further attestation, and another caller has its own quota.
        await client.IssueAttestationAsync(last);
        await (await app.App.ClientAsync<AttestationsService.AttestationsServiceClient>($"medecin-{RegisterFile.Anne}")).IssueAttestationAsync(Request());
        app.App.Clock.Advance(TimeSpan.FromDays(1));
        await client.IssueAttestationAsync(Request());
        Assert.Equal(4, await app.CountAsync("attestations"));
    }

    private async Task<RegistryApp> StartAsync(SqlEngine engine, params (string, string)[] settings)
    {
        var app = await RegistryApp.StartAsync(engine, [("Attestations:KeyFiles:0", key.Path), ("Attestations:Address", Address), .. settings]);
        await app.ImportAsync(new RegisterFile().Line());
        return app;
    }

    private static Task<AttestationsService.AttestationsServiceClient> ClientAsync(RegistryApp app) =>
        app.App.ClientAsync<AttestationsService.AttestationsServiceClient>("cdom-75");

    private static async Task<Attestation> IssueAsync(RegistryApp app) => (await (await ClientAsync(app)).IssueAttestationAsync(Request())).Attestation;

    private static IssueAttestationRequest Request() => new() { RequestId = RegistryApp.NewId(), Rpps = RegisterFile.Anne };

    private static RevokeAttestationRequest Revocation(string code) => new() { RequestId = RegistryApp.NewId(), Code = code, Reason = "Envoyée à une autre personne" };

    private static async Task<AttestationState> StateAsync(RegistryApp app, string code) =>
        (await (await ClientAsync(app)).GetAttestationAsync(new GetAttestationRequest { Code = code.ToLowerInvariant() })).Attestation.State;

    private static async Task<string> PageAsync(RegistryApp app, string path) =>
        WebUtility.HtmlDecode(await app.App.Http.GetStringAsync(new Uri(path, UriKind.Relative)));

    private static Task<TokenValidationResult> VerifyAsync(string jws, IEnumerable<SecurityKey> keys) => new JsonWebTokenHandler().ValidateTokenAsync(jws, new TokenValidationParameters
    {
        ValidIssuer = Address,
        ValidateAudience = false,
        ValidateLifetime = false,
        ValidTypes = ["attestation+jwt"],
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        IssuerSigningKeys = keys,
    });
}
