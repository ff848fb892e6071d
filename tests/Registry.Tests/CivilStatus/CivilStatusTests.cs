using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Registry.Demography;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.CivilStatus;

public sealed class CivilStatusTests
{
    private const string Anne = RegisterFile.Anne;
    private static readonly DateOnly Born = new(1980, 2, 29);

    [Theory, Engines]
    public async Task Record_ThenCorrect_KeepsBothAndMovesNothingPublic(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var revision = await RevisionAsync(app);
        var client = await app.CivilStatusAsync("cdom-75");

        var first = (await client.RecordBirthDateAsync(DemographyDesk.Birth(Anne, Born))).CivilStatus;
        await Faults.InvalidAsync(client.RecordBirthDateAsync(DemographyDesk.Birth(Anne, Born.AddDays(1))), "reason");
        var corrected = (await client.RecordBirthDateAsync(DemographyDesk.Birth(Anne, Born.AddDays(1), "Erreur de saisie", first.Etag))).CivilStatus;
        await Faults.FailsAsync(StatusCode.Aborted, client.RecordBirthDateAsync(DemographyDesk.Birth(Anne, Born, "Autre", first.Etag)));
        Assert.Equal(corrected, (await client.RecordBirthDateAsync(DemographyDesk.Birth(Anne, Born.AddDays(1)))).CivilStatus);

        Assert.Equal(corrected, (await client.GetCivilStatusAsync(new GetCivilStatusRequest { Rpps = Anne })).CivilStatus);
        Assert.Equal(RegistryApp.Date(1980, 3, 1), corrected.BornOn);
        Assert.Equal(2, await app.CountAsync("civil_status"));
        Assert.Equal(2, await app.CountAsync("audit_entries where kind = 'registry.birth_date.recorded'"));
        Assert.Equal(0, await app.CountAsync("audit_entries where kind = 'registry.birth_date.recorded' and (body like '%1980%')"));
        Assert.Equal(revision, await RevisionAsync(app));
    }

    [Fact]
    public async Task Record_SameRequestTwice_IsRecordedOnce()
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        var client = await app.CivilStatusAsync("cdom-75");
        var request = DemographyDesk.Birth(Anne, Born);

        var first = await client.RecordBirthDateAsync(request);

        Assert.Equal(first, await client.RecordBirthDateAsync(request));
        await Faults.FailsAsync(StatusCode.AlreadyExists, client.RecordBirthDateAsync(new RecordBirthDateRequest(request) { Reason = "Autre" }));
        Assert.Equal(1, await app.CountAsync("civil_status"));
    }

    [Theory, Engines]
    public async Task Record_TwoAtOnce_OneHolds(SqlEngine engine)
    {
        await using var app = await StartAsync(engine);
        var client = await app.CivilStatusAsync("cdom-75");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(day => client.RecordBirthDateAsync(DemographyDesk.Birth(Anne, Born.AddDays(day), "Ensemble")).ResponseAsync));

        Assert.Equal(8, await app.CountAsync("civil_status"));
        Assert.Equal(1, await app.CountAsync("civil_status where superseded_at is null"));
    }

    [Theory]
    [InlineData("cdom-13", StatusCode.NotFound)]
    [InlineData("cdom-13-president", StatusCode.NotFound)]
    [InlineData("medecin-" + RegisterFile.Jean, StatusCode.NotFound)]
    [InlineData("cnam", StatusCode.PermissionDenied)]
    [InlineData("cnom-discipline", StatusCode.PermissionDenied)]
    [InlineData("cdom-75-entraide", StatusCode.PermissionDenied)]
    public async Task Calls_OutOfScope_AreNotFoundOrDenied(string identity, StatusCode expected)
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        await app.BornAsync(Anne, Born);
        var client = await app.CivilStatusAsync(identity);

        await Faults.FailsAsync(expected, client.GetCivilStatusAsync(new GetCivilStatusRequest { Rpps = Anne }));
        if (!identity.StartsWith("medecin", StringComparison.Ordinal))
            await Faults.FailsAsync(expected, client.RecordBirthDateAsync(DemographyDesk.Birth(Anne, Born.AddDays(1), "Essai")));
        Assert.Equal(1, await app.CountAsync("civil_status"));
    }

    [Fact]
    public async Task Get_ByThePhysician_ReadsTheirOwnAndWritesNone()
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        await app.BornAsync(Anne, Born);
        var client = await app.CivilStatusAsync("medecin-" + Anne);

        Assert.Equal(Born.ToProto(), (await client.GetCivilStatusAsync(new GetCivilStatusRequest { Rpps = Anne })).CivilStatus.BornOn);
        await Faults.FailsAsync(StatusCode.PermissionDenied, client.RecordBirthDateAsync(DemographyDesk.Birth(Anne, Born)));
    }

    [Fact]
    public async Task Calls_BadInput_NameTheFieldAndWriteNothing()
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        var client = await app.CivilStatusAsync();

        await Faults.InvalidAsync(client.RecordBirthDateAsync(new RecordBirthDateRequest { Rpps = "1" }), "request_id", "rpps", "born_on");
        await Faults.InvalidAsync(client.RecordBirthDateAsync(DemographyDesk.Birth(Anne, RegistryApp.Today.AddYears(-18).AddDays(1))), "born_on");
        await Faults.InvalidAsync(client.RecordBirthDateAsync(DemographyDesk.Birth(Anne, RegistryApp.Today.AddYears(-120))), "born_on");
        await Faults.InvalidAsync(client.GetCivilStatusAsync(new GetCivilStatusRequest { Rpps = "1" }), "rpps");
        Assert.Equal(0, await app.CountAsync("civil_status"));
    }

    [Fact]
    public async Task Record_YoungestAndOldest_AreTaken()
    {
        await using var app = await StartAsync(SqlEngine.Sqlite);
        var (youngest, oldest) = (RegistryApp.Today.AddYears(-18), RegistryApp.Today.AddYears(-120).AddDays(1));

        await app.BornAsync(Anne, youngest);
        await app.BornAsync(RegisterFile.Jean, oldest);

        var client = await app.CivilStatusAsync();
        Assert.Equal(youngest.ToProto(), (await client.GetCivilStatusAsync(new GetCivilStatusRequest { Rpps = Anne })).CivilStatus.BornOn);
        Assert.Equal(oldest.ToProto(), (await client.GetCivilStatusAsync(new GetCivilStatusRequest { Rpps = RegisterFile.Jean })).CivilStatus.BornOn);
    }

    [Theory, Engines]
    public async Task Application_WithABirthDate_EntersItOnAcceptanceOnly(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        var complete = await path.CompleteAsync(bornOn: Born);
        Assert.Equal(Born.ToProto(), complete.BornOn);
        Assert.Equal(0, await app.CountAsync("civil_status"));

        await path.DecideAsync(true);

        var client = await app.CivilStatusAsync("cdom-75");
        Assert.Equal(Born.ToProto(), (await client.GetCivilStatusAsync(new GetCivilStatusRequest { Rpps = ApplicationPath.Rpps })).CivilStatus.BornOn);
        Assert.DoesNotContain("1980", (await app.GetAsync(ApplicationPath.Rpps)).ToString(), StringComparison.Ordinal);
    }

    private static async Task<RegistryApp> StartAsync(SqlEngine engine)
    {
        var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line().Line(RegisterFile.Jean, "TEMOIN", "JEAN", department: "13", postalCode: "13001"));
        return app;
    }

    private static Task<long> RevisionAsync(RegistryApp app) => app.App.Database.ReadAsync(sql => sql.ScalarAsync<long>("select revision from register_turn"), default);
}
