using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Grpc.Core;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Attestations;

/// <summary>Attestations read by machines: JSON, partners, past days and the signed status lists.</summary>
public sealed class StatusListTests : IDisposable
{
    private const string Address = "https://www.exemple.fr";
    private const string List = "/attestations/status/0";
    private const string Waiting =
        "select count(*) from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())";

    private readonly SigningKeyFile key = new();

    public void Dispose() => key.Dispose();

    [Theory, Engines]
    public async Task List_EachState_IsAtTheIndexThatTheDocumentNames(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line().Line(rpps: RegisterFile.Jean));
        var valid = await IssueAsync(app, RegisterFile.Anne);
        var revoked = await IssueAsync(app, RegisterFile.Anne);
        var overtaken = await IssueAsync(app, RegisterFile.Jean);
        await (await ClientAsync(app)).RevokeAttestationAsync(new RevokeAttestationRequest { RequestId = RegistryApp.NewId(), Code = revoked.Code, Reason = "Erreur" });
        await app.SanctionAsync(RegisterFile.Jean, RestrictingSanction.BanFromFunctions, RegistryApp.Today, RegistryApp.Today.AddDays(10));

        var states = await ReadAsync(app);

        Assert.Equal([0, 1, 2], new[] { valid, revoked, overtaken }.Select(one => State(states, Index(one))));
        Assert.Equal(3, new[] { valid, revoked, overtaken }.Select(Index).Distinct().Count());
        Assert.Equal(2, states.Sum(four => System.Numerics.BitOperations.PopCount(four)));
    }

    [Fact]
    public async Task List_WithinItsLife_IsKept_AndThenComputedAgain()
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        var attestation = await IssueAsync(app, RegisterFile.Anne);
        Assert.Equal(0, State(await ReadAsync(app), Index(attestation)));

        await app.SanctionAsync(RegisterFile.Anne, RestrictingSanction.BanFromFunctions, RegistryApp.Today, RegistryApp.Today.AddDays(10));

        Assert.Equal(0, State(await ReadAsync(app), Index(attestation)));
        app.App.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(2, State(await ReadAsync(app), Index(attestation)));
    }

    /// <summary>However many ask at once, a list is computed once: signatures differ with each computation. The lock holds the first one up until all have
    /// asked.</summary>
    [Fact]
    public async Task List_AskedByManyAtOnce_IsComputedOnce()
    {
        await using var app = await StartAsync(SqlEngine.PostgreSql);
        await IssueAsync(app, RegisterFile.Anne);

        Task<string>[] asking = [];
        await app.App.Database.WriteAsync(
            async sql =>
            {
                await sql.ExecuteAsync("lock table attestation_places in access exclusive mode");
                asking = [.. Enumerable.Range(0, 8).Select(_ => app.App.Http.GetStringAsync(new Uri(List, UriKind.Relative)))];
                await Until.TrueAsync(async () => await sql.ScalarAsync<long>(Waiting) > 0, "nobody asked for the list");
                return true;
            }, default);
        var documents = await Task.WhenAll(asking);

        Assert.Single(documents.Distinct());
        var token = new JsonWebToken(documents[0]);
        Assert.Equal((app.App.Clock.GetUtcNow().UtcDateTime, TimeSpan.FromDays(1)), (token.IssuedAt, token.ValidTo - token.IssuedAt));
    }

    /// <summary>An expired attestation says so itself: its place is 0 again, whatever became of it.</summary>
    [Theory, Engines]
    public async Task List_ExpiredAttestations_AreNoLongerTold(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line().Line(rpps: RegisterFile.Jean));
        var (revoked, overtaken) = (await IssueAsync(app, RegisterFile.Anne), await IssueAsync(app, RegisterFile.Jean));
        await (await ClientAsync(app)).RevokeAttestationAsync(new RevokeAttestationRequest { RequestId = RegistryApp.NewId(), Code = revoked.Code, Reason = "Erreur" });
        await app.SanctionAsync(RegisterFile.Jean, RestrictingSanction.BanFromFunctions, RegistryApp.Today, RegistryApp.Today.AddYears(1));
        app.GoTo(revoked.ValidUntil.Day());
        var last = await ReadAsync(app);
        Assert.Equal((1, 2), (State(last, Index(revoked)), State(last, Index(overtaken))));

        app.App.Clock.Advance(TimeSpan.FromDays(1));

        var after = await ReadAsync(app);
        Assert.Equal((0, 0), (State(after, Index(revoked)), State(after, Index(overtaken))));
    }

    [Fact]
    public async Task List_NothingIssued_IsNotFound()
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);

        using var response = await app.App.Http.GetAsync(new Uri(List, UriKind.Relative));

        Assert.Equal((HttpStatusCode.NotFound, "no-store"), (response.StatusCode, response.Headers.CacheControl!.ToString()));
    }

    [Theory]
    [InlineData("/attestations/status/1", HttpStatusCode.NotFound)]
    [InlineData("/attestations/status/-1", HttpStatusCode.NotFound)]
    [InlineData("/attestations/status/9223372036854775807", HttpStatusCode.NotFound)]
    public async Task List_Absent_IsNotFound(string path, HttpStatusCode status)
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        await IssueAsync(app, RegisterFile.Anne);

        using var response = await app.App.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task List_WithoutASigningKey_IsUnavailable()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);

        using var response = await app.App.Http.GetAsync(new Uri(List, UriKind.Relative));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "no-store"), (response.StatusCode, response.Headers.CacheControl!.ToString()));
    }

    [Theory]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json;q=0.5, */*;q=0.1", "application/json")]
    [InlineData("text/html,application/xhtml+xml,application/json;q=0.9", "text/html")]
    [InlineData("*/*", "text/html")]
    [InlineData("", "text/html")]
    public async Task Page_ByAccept_IsJsonOrHtml(string accept, string type)
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        var attestation = await IssueAsync(app, RegisterFile.Anne);

        using var response = await GetAsync(app, attestation.Page, accept);

        Assert.Equal((HttpStatusCode.OK, type, "Accept"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType, response.Headers.Vary.Single()));
        if (type != "application/json")
            return;
        Assert.Equal(attestation, Attestation.Parser.ParseJson(await response.Content.ReadAsStringAsync()));
        using var absent = await GetAsync(app, "/attestations/0000000000", accept);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (absent.StatusCode, absent.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Get_ByAPartnerWithTheCode_IsAnswered_AndLogged()
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        var attestation = await IssueAsync(app, RegisterFile.Anne);
        var partner = await app.App.ClientAsync<AttestationsService.AttestationsServiceClient>("assureur");

        Assert.Equal(attestation, (await partner.GetAttestationAsync(new GetAttestationRequest { Code = attestation.Code })).Attestation);

        await Faults.FailsAsync(
            StatusCode.PermissionDenied, partner.RevokeAttestationAsync(new RevokeAttestationRequest { RequestId = RegistryApp.NewId(), Code = attestation.Code, Reason = "Non" }));
        var audit = await app.App.ClientAsync<AuditService.AuditServiceClient>("medecin-" + RegisterFile.Anne);
        await Until.TrueAsync(
            async () => (await audit.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{RegisterFile.Anne}" })).Accesses
                .Any(access => access.Operation.EndsWith("GetAttestation", StringComparison.Ordinal)),
            "the partner's read was not logged");
    }

    [Theory, Engines]
    public async Task Issue_APastDay_AttestsThatDayAlone(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        app.App.Clock.Advance(TimeSpan.FromDays(20));
        await app.SanctionAsync(RegisterFile.Anne, RestrictingSanction.BanFromFunctions, RegistryApp.Today.AddDays(5), RegistryApp.Today.AddDays(30));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "NOT_ATTESTABLE", (await ClientAsync(app)).IssueAttestationAsync(Request(RegisterFile.Anne, null)));

        var attestation = await IssueAsync(app, RegisterFile.Anne, RegistryApp.Today.AddDays(2));

        Assert.Equal((RegistryApp.Today.AddDays(2).ToProto(), "", 0, AttestationState.Valid), (attestation.RegisteredOn, attestation.Council, attestation.Specialties.Count, attestation.State));
        Assert.Contains("registered_on", new JsonWebToken(attestation.Jws).GetClaim("physician").Value, StringComparison.Ordinal);
        Assert.Contains("d’après le tableau tel qu’il est connu", WebUtility.HtmlDecode(await (await GetAsync(app, attestation.Page, "")).Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(attestation, (await (await ClientAsync(app)).GetAttestationAsync(new GetAttestationRequest { Code = attestation.Code })).Attestation);

        // A sanction that reaches back to the attested day overtakes the attestation.
        await app.SanctionAsync(RegisterFile.Anne, RestrictingSanction.BanFromFunctions, RegistryApp.Today, RegistryApp.Today.AddDays(3));
        Assert.Equal(AttestationState.Overtaken, (await (await ClientAsync(app)).GetAttestationAsync(new GetAttestationRequest { Code = attestation.Code })).Attestation.State);
    }

    [Fact]
    public async Task Issue_ADayThatTheRegisterDoesNotAttest_IsRefused()
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);

        await Faults.InvalidAsync((await ClientAsync(app)).IssueAttestationAsync(Request(RegisterFile.Anne, RegistryApp.Today.AddDays(1))), "on");
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "NOT_ATTESTABLE", (await ClientAsync(app)).IssueAttestationAsync(Request(RegisterFile.Anne, RegistryApp.Today.AddYears(-40))));
        Assert.Null((await IssueAsync(app, RegisterFile.Anne, RegistryApp.Today)).RegisteredOn);
    }

    private async Task<RegistryApp> StartAsync(SqlEngine engine)
    {
        var app = await RegistryApp.StartAsync(engine, ("Attestations:KeyFiles:0", key.Path), ("Attestations:Address", Address));
        await app.ImportAsync(new RegisterFile().Line());
        return app;
    }

    private static Task<AttestationsService.AttestationsServiceClient> ClientAsync(RegistryApp app) =>
        app.App.ClientAsync<AttestationsService.AttestationsServiceClient>("cnom-registre");

    private static async Task<Attestation> IssueAsync(RegistryApp app, string rpps, DateOnly? on = null) =>
        (await (await ClientAsync(app)).IssueAttestationAsync(Request(rpps, on))).Attestation;

    private static IssueAttestationRequest Request(string rpps, DateOnly? on) => new() { RequestId = RegistryApp.NewId(), Rpps = rpps, On = on?.ToProto() };

    private static async Task<HttpResponseMessage> GetAsync(RegistryApp app, string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (accept.Length > 0)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return await app.App.Http.SendAsync(request);
    }

    private static int Index(Attestation attestation)
    {
        using var status = JsonDocument.Parse(new JsonWebToken(attestation.Jws).GetClaim("status").Value);
        var place = status.RootElement.GetProperty("status_list");
        Assert.Equal(Address + List, place.GetProperty("uri").GetString());
        return place.GetProperty("idx").GetInt32();
    }

    private static int State(byte[] states, int index) => (states[index / 4] >> (index % 4 * 2)) & 3;

    /// <summary>Reads a list as a verifier does: by the published keys, the type and the subject.</summary>
    private static async Task<byte[]> ReadAsync(RegistryApp app)
    {
        using var response = await app.App.Http.GetAsync(new Uri(List, UriKind.Relative));
        Assert.Equal(("application/statuslist+jwt", "public, max-age=60"), (response.Content.Headers.ContentType!.MediaType, response.Headers.CacheControl!.ToString()));
        var keys = new JsonWebKeySet(await app.App.Http.GetStringAsync(new Uri("/attestations/keys", UriKind.Relative)));
        var read = await new JsonWebTokenHandler().ValidateTokenAsync(await response.Content.ReadAsStringAsync(), new TokenValidationParameters
        {
            ValidIssuer = Address,
            ValidateAudience = false,
            ValidateLifetime = false,
            ValidTypes = ["statuslist+jwt"],
            IssuerSigningKeys = keys.GetSigningKeys(),
        });
        Assert.True(read.IsValid, read.Exception?.Message);
        var token = (JsonWebToken)read.SecurityToken;
        Assert.Equal((Address + List, "60"), (token.Subject, token.GetClaim("ttl").Value));
        using var list = JsonDocument.Parse(token.GetClaim("status_list").Value);
        Assert.Equal(2, list.RootElement.GetProperty("bits").GetInt32());
        await using var unpacked = new ZLibStream(new MemoryStream(Base64UrlEncoder.DecodeBytes(list.RootElement.GetProperty("lst").GetString()!)), CompressionMode.Decompress);
        using var states = new MemoryStream();
        await unpacked.CopyToAsync(states);
        return states.ToArray();
    }
}
