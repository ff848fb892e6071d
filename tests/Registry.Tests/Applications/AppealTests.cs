using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>The application is refused, and the applicant notified, on Sunday 15 March 2026.</summary>
public sealed class AppealTests
{
    private static readonly DateOnly Today = RegistryApp.Today;

    [Theory, Engines]
    public async Task Appeals_UpToTheConseilDEtat_EachHasItsTime(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.RefusedAsync();

        var regional = await path.LodgeAsync(AppealLevel.Regional);
        Assert.Equal(ApplicationState.Appealed, regional.State);
        // Two months from 15 March: Friday 15 May.
        Assert.Equal(RegistryApp.Date(2026, 5, 15), regional.Appeals.Single().RulingTime.LastDay);
        app.GoTo(Today.AddDays(30));
        var dismissed = await path.RuleAsync(AppealLevel.Regional, AppealOutcome.Dismissed);
        // Thirty days from 14 April end on Thursday 14 May, Ascension: Friday 15.
        Assert.Equal((AppealLevel.National, RegistryApp.Date(2026, 5, 15)), (dismissed.Appeals[^1].Level, dismissed.Appeals[^1].Time.LastDay));
        await path.LodgeAsync(AppealLevel.National);
        var last = await path.RuleAsync(AppealLevel.National, AppealOutcome.Dismissed);
        // Two clear months from 14 April: Monday 15 June.
        Assert.Equal((AppealLevel.StateCouncil, RegistryApp.Date(2026, 6, 15)), (last.Appeals[^1].Level, last.Appeals[^1].Time.LastDay));
        Assert.Equal(ApplicationState.Refused, last.State);
        Assert.Equal(RegistrationStatus.NoRecord, (await app.VerifyAsync(ApplicationPath.Rpps)).Status);
    }

    [Theory, Engines]
    public async Task RecordAppealOutcome_Granted_EntersThePhysicianOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.RefusedAsync();
        await path.LodgeAsync(AppealLevel.Regional);
        app.GoTo(Today.AddDays(20));
        var ruling = path.Ruling(AppealLevel.Regional, AppealOutcome.Granted, Today.AddDays(20));
        var registrar = await path.AsAsync("cnom-registre");

        var granted = await registrar.RecordAppealOutcomeAsync(ruling);

        Assert.Equal(granted, await registrar.RecordAppealOutcomeAsync(ruling));
        Assert.Equal(ApplicationState.GrantedOnAppeal, granted.Application.State);
        Assert.True((await app.VerifyAsync(ApplicationPath.Rpps)) is { Registered: true, MayPractise: true });
        Assert.Equal("75", (await app.GetAsync(ApplicationPath.Rpps)).Council);
        Assert.Equal(1, await app.CountAsync("registration_facts"));
    }

    [Theory, Engines]
    public async Task LodgeAppeal_LateOutOfTurnOrOutOfReach_IsRefusedAndWritesNothing(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.RefusedAsync();
        app.GoTo(new DateOnly(2026, 4, 15));
        var clerk = await path.AsAsync("cdom-75");

        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "APPEAL_OUT_OF_TIME", clerk.LodgeAppealAsync(path.Appeal(AppealLevel.Regional, new DateOnly(2026, 4, 15))));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, clerk.LodgeAppealAsync(path.Appeal(AppealLevel.National, new DateOnly(2026, 4, 14))));
        await Faults.InvalidAsync(clerk.LodgeAppealAsync(new LodgeAppealRequest()), "request_id", "application_id", "level", "lodged_on");
        await Faults.InvalidAsync(clerk.LodgeAppealAsync(path.Appeal(AppealLevel.Regional, Today.AddDays(-1))), "lodged_on");
        await Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag, clerk.LodgeAppealAsync(new LodgeAppealRequest(path.Appeal(AppealLevel.Regional, Today)) { Etag = "1" }));
        await Faults.FailsAsync(StatusCode.NotFound, (await path.AsAsync("cdom-62")).LodgeAppealAsync(path.Appeal(AppealLevel.Regional, Today)));
        var registrar = await path.AsAsync("cnom-registre");
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            registrar.RecordAppealOutcomeAsync(path.Ruling(AppealLevel.Regional, AppealOutcome.Granted, Today)));
        await Faults.InvalidAsync(
            registrar.RecordAppealOutcomeAsync(new RecordAppealOutcomeRequest()), "request_id", "application_id", "level", "outcome", "decided_on", "notified_on");
        Assert.Equal(0, await app.CountAsync("application_appeals"));

        // Posted on the last day, recorded on the next.
        var lodge = path.Appeal(AppealLevel.Regional, new DateOnly(2026, 4, 14));
        Assert.Equal(await clerk.LodgeAppealAsync(lodge), await clerk.LodgeAppealAsync(lodge));
    }
}
