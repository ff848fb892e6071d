using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Registrations;

public sealed class DepartureTests
{
    private const string Anne = RegisterFile.Anne;
    private static readonly DateOnly Today = RegistryApp.Today;

    [Theory, Engines]
    public async Task RecordDeparture_OnRequest_TakesEffectOnItsDay(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine, ("Cache:LocalLife", "01:00:00"));
        await app.ImportAsync(new RegisterFile().Line());
        app.GoTo(Today.AddDays(10));
        Assert.True((await app.VerifyAsync(Anne)).Registered);

        var departure = await (await app.RegistrationsAsync()).RecordDepartureAsync(Departure(FactGround.Request, Today.AddDays(8)));

        Assert.Equal((FactKind.Left, FactGround.Request, "75"), (departure.Fact.Kind, departure.Fact.Ground, departure.Fact.Council));
        Assert.Equal(RegistrationStatus.Left, departure.Registration.Status);
        // Seven days from Wednesday 25 March 2026.
        Assert.Equal(RegistryApp.Date(2026, 4, 1), departure.NotificationTime.LastDay);
        Assert.Equal(RegistrationStatus.Left, (await app.VerifyAsync(Anne)).Status);
        Assert.True((await app.VerifyAsync(Anne, Today.AddDays(7))).MayPractise);
        var found = await (await app.PhysiciansAsync()).SearchPhysiciansAsync(new SearchPhysiciansRequest { FamilyName = "essai" });
        Assert.Equal(RegistrationStatus.Left, found.Physicians.Single().Status);
    }

    [Theory, Engines]
    public async Task RecordDeparture_Announced_LeavesTheRegistrationUntilThen(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());

        await (await app.RegistrationsAsync()).RecordDepartureAsync(Departure(FactGround.Cessation, Today.AddDays(30)));

        Assert.True((await app.VerifyAsync(Anne, Today.AddDays(29))).Registered);
        Assert.Equal(RegistrationStatus.Left, (await app.VerifyAsync(Anne, Today.AddDays(30))).Status);
    }

    [Theory, Engines]
    public async Task RecordDeparture_Repeated_IsRecordedOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var client = await app.RegistrationsAsync();
        var request = Departure(FactGround.Request, Today);

        var first = await client.RecordDepartureAsync(request);
        Assert.Equal(first, await client.RecordDepartureAsync(request));

        await Faults.ReasonAsync(
            StatusCode.AlreadyExists, Reasons.RequestIdReused, client.RecordDepartureAsync(new RecordDepartureRequest(request) { Ground = FactGround.Death }));
        Assert.Equal(1, await app.CountAsync("registration_facts"));
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'registry.fact.recorded'"));
    }

    [Theory, Engines]
    public async Task RecordDeparture_BadRequest_NamesFieldsAndWritesNothing(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var client = await app.RegistrationsAsync();

        await Faults.InvalidAsync(client.RecordDepartureAsync(new RecordDepartureRequest()), "request_id", "rpps", "ground", "effective_on");
        await Faults.InvalidAsync(client.RecordDepartureAsync(Departure(FactGround.TransferRefused, Today)), "ground");
        await Faults.InvalidAsync(client.RecordDepartureAsync(Departure(FactGround.Death, Today.AddDays(1))), "effective_on");
        await Faults.InvalidAsync(client.RecordDepartureAsync(Departure(FactGround.Cessation, Today.AddDays(400))), "effective_on");
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "FACT_DOES_NOT_FIT", client.RecordDepartureAsync(Departure(FactGround.Request, Today.AddDays(-1))));

        Assert.Equal(0, await app.CountAsync("registration_facts"));
    }

    [Theory, Engines]
    public async Task RecordDeparture_OtherCouncilOrStaleEtagOrClerkForPresident_IsRefused(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var client = await app.RegistrationsAsync();
        var etag = (await client.GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Anne })).Etag;
        await app.SanctionAsync(Anne, RestrictingSanction.BanFromFunctions, Today);

        await Faults.FailsAsync(StatusCode.NotFound, (await app.RegistrationsAsync("cdom-62")).RecordDepartureAsync(Departure(FactGround.Request, Today)));
        await Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag,
            client.RecordDepartureAsync(new RecordDepartureRequest(Departure(FactGround.Request, Today)) { Etag = etag }));
        await Faults.ReasonAsync(
            StatusCode.PermissionDenied, "PRESIDENT_ONLY", client.RecordDepartureAsync(Departure(FactGround.ConditionsNotMet, Today)));

        Assert.Equal(0, await app.CountAsync("registration_facts"));
        await (await app.RegistrationsAsync("cdom-75-president")).RecordDepartureAsync(Departure(FactGround.ConditionsNotMet, Today));
        Assert.Equal(RegistrationStatus.Left, (await app.VerifyAsync(Anne)).Status);
    }

    [Theory, Engines]
    public async Task RecordRetirement_AndResumption_LeaveTheRegistration(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        var client = await app.RegistrationsAsync();

        var retired = await client.RecordRetirementAsync(Retirement(Today.AddDays(5)));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "FACT_DOES_NOT_FIT", client.RecordRetirementAsync(Retirement(Today.AddDays(6))));
        await Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag,
            client.RecordRetirementAsync(new RecordRetirementRequest(Retirement(Today.AddDays(9), resumed: true)) { Etag = "1" }));
        await Faults.InvalidAsync(client.RecordRetirementAsync(new RecordRetirementRequest()), "request_id", "rpps", "effective_on");
        await Faults.FailsAsync(StatusCode.NotFound, (await app.RegistrationsAsync("cdom-62")).RecordRetirementAsync(Retirement(Today.AddDays(9))));
        var resume = Retirement(Today.AddDays(9), resumed: true);
        resume.Etag = retired.Etag;
        Assert.Equal(await client.RecordRetirementAsync(resume), await client.RecordRetirementAsync(resume));

        Assert.False((await app.VerifyAsync(Anne)).Retired);
        var during = await app.VerifyAsync(Anne, Today.AddDays(8));
        Assert.True(during is { Retired: true, Registered: true, MayPractise: true });
        Assert.False((await app.VerifyAsync(Anne, Today.AddDays(9))).Retired);
    }

    private static RecordRetirementRequest Retirement(DateOnly on, bool resumed = false) => new()
    {
        RequestId = RegistryApp.NewId(),
        Rpps = Anne,
        EffectiveOn = on.ToProto(),
        Resumed = resumed,
    };

    private static RecordDepartureRequest Departure(FactGround ground, DateOnly on) => new()
    {
        RequestId = RegistryApp.NewId(),
        Rpps = Anne,
        Ground = ground,
        EffectiveOn = on.ToProto(),
    };
}
