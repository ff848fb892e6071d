using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Verification;

public sealed class LookUpTests
{
    private const string Anne = RegisterFile.Anne;

    [Theory, Engines]
    public async Task GetPhysician_Known_AnswersRecordAndRegistration(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());

        var response = await (await app.PhysiciansAsync()).GetPhysicianAsync(new GetPhysicianRequest { Rpps = Anne });

        Assert.Equal(("ESSAI-MODÈLE", "ANNE", "DR", "75"), (response.Physician.FamilyName, response.Physician.GivenName, response.Physician.Title, response.Physician.Council));
        Assert.Equal(("S", "SM53"), (response.Physician.Qualifications.Single().Kind, response.Physician.Qualifications.Single().Code));
        Assert.Equal(("CABINET ESSAI", "75011", "75"), (response.Physician.Activities.Single().Structure, response.Physician.Activities.Single().PostalCode, response.Physician.Activities.Single().Department));
        Assert.True(response.Registration.MayPractise);
        Assert.Equal(RegistryApp.Date(2026, 3, 15), response.Registration.RegisteredSince);
    }

    [Theory, Engines]
    public async Task GetPhysician_UnknownOrImpossible_SaysWhich(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var client = await app.PhysiciansAsync();

        await Faults.FailsAsync(StatusCode.NotFound, client.GetPhysicianAsync(new GetPhysicianRequest { Rpps = Anne }));
        await Faults.InvalidAsync(client.GetPhysicianAsync(new GetPhysicianRequest { Rpps = "10123456789" }), "rpps");
        await Faults.InvalidAsync(
            client.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = "1", On = RegistryApp.Date(2026, 2, 30) }), "rpps", "on");
    }

    [Theory, Engines]
    public async Task GetOwnRecord_Physician_GetsTheirOwnOnly(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());

        var own = await (await app.PhysiciansAsync($"medecin-{Anne}")).GetOwnRecordAsync(new GetOwnRecordRequest());

        Assert.Equal(Anne, own.Physician.Rpps);
        await Faults.FailsAsync(StatusCode.NotFound, (await app.PhysiciansAsync($"medecin-{RegisterFile.Jean}")).GetOwnRecordAsync(new GetOwnRecordRequest()));
    }

    [Theory, Engines]
    public async Task VerifyRegistration_UnknownNumber_HasTheShapeOfAnyAnswer(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);

        var registration = await app.VerifyAsync(Anne);

        Assert.Equal(new Registration { On = RegistryApp.Date(2026, 3, 15), Status = RegistrationStatus.NoRecord }, registration);
    }

    [Theory, Engines]
    public async Task VerifyRegistration_DatesAroundABan_AnswersForEach(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        app.App.Clock.Advance(TimeSpan.FromDays(365));
        var (from, until) = (new DateOnly(2026, 6, 1), new DateOnly(2026, 8, 31));
        await app.SanctionAsync(Anne, RestrictingSanction.BanFromPractice, from, until);

        Assert.Equal(RegistrationStatus.NoRecord, (await app.VerifyAsync(Anne, RegistryApp.Today.AddDays(-1))).Status);
        Assert.True((await app.VerifyAsync(Anne, from.AddDays(-1))).MayPractise);
        var during = await app.VerifyAsync(Anne, until);
        Assert.True(during.Registered);
        Assert.False(during.MayPractise);
        Assert.Equal(RestrictionKind.BanFromPractice, Assert.Single(during.Restrictions).Kind);
        Assert.Empty((await app.VerifyAsync(Anne, until.AddDays(1))).Restrictions);
        Assert.True((await app.VerifyAsync(Anne)).MayPractise);
    }

    [Theory, Engines]
    public async Task VerifyRegistration_NoDate_IsTodayInParis(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        app.App.Clock.AdvanceTo(new DateTimeOffset(2026, 7, 1, 22, 30, 0, TimeSpan.Zero));

        Assert.Equal(RegistryApp.Date(2026, 7, 2), (await app.VerifyAsync(Anne)).On);
    }

    [Theory, Engines]
    public async Task LookUps_Reader_IsShownToThePhysician(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        await app.VerifyAsync(Anne);
        await app.GetAsync(Anne);
        var audit = await app.App.ClientAsync<AuditService.AuditServiceClient>($"medecin-{Anne}");

        ListRecordAccessesResponse accesses;
        do
            accesses = await audit.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{Anne}" });
        while (accesses.Accesses.Count < 2);

        Assert.Equal(["GetPhysician", "VerifyRegistration"], accesses.Accesses.Select(access => access.Operation.Split('/')[^1]).Order());
        Assert.All(accesses.Accesses, access => Assert.Equal(("cnam", Purpose.Registration), (access.Actor, access.Purpose)));
    }

    [Fact]
    public async Task LookUps_StoreAway_AnswerTheCopyAndSaySince()
    {
        using var server = await PostgresServer.StartAsync();
        await using var app = await RegistryApp.StartAsync(
            SqlEngine.PostgreSql, ("Database:ConnectionString", await server.CreateDatabaseAsync()), ("Cache:LocalLife", "00:00:00"));
        app.App.ExpectErrors = true;
        await app.ImportAsync(new RegisterFile().Line());
        var client = await app.PhysiciansAsync();
        var fresh = await client.GetPhysicianAsync(new GetPhysicianRequest { Rpps = Anne });
        server.Dispose();

        var stale = await client.GetPhysicianAsync(new GetPhysicianRequest { Rpps = Anne });

        Assert.Null(fresh.StaleSince);
        Assert.Equal(app.App.Clock.GetUtcNow(), stale.StaleSince.ToDateTimeOffset());
        Assert.Equal(fresh.Physician, stale.Physician);
        Assert.NotNull((await client.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = Anne })).StaleSince);
        await Faults.FailsAsync(StatusCode.Unavailable, client.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = RegisterFile.Jean }));
    }
}
