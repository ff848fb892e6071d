using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.FitnessProcedures;

/// <summary>Appeals to the national formation: ten days from the notice, and the ruling goes on holding.</summary>
public sealed class FitnessAppealTests
{
    private const string Anne = RegisterFile.Anne;
    private static readonly DateOnly NationalSession = new(2026, 4, 15);

    [Theory, Engines]
    public async Task Appeal_AgainstARefusal_LetsTheNationalFormationSuspend(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app);
        await path.ReadyAsync();
        await path.DecideAsync(suspends: false);
        app.GoTo(new DateOnly(2026, 4, 20));

        var appealed = await path.AppealAsync(new DateOnly(2026, 3, 26), notifiedOn: new DateOnly(2026, 3, 16));

        Assert.Equal((FitnessState.Open, FitnessFormation.National, true), (appealed.State, appealed.Holder, appealed.OnAppeal));
        Assert.Equal((FitnessStep.NationalRuling, RegistryApp.Date(2026, 5, 26), true),
            (appealed.NextDeadline.Step, appealed.NextDeadline.DueOn, appealed.NextDeadline.Indicative));
        path.Formation = FitnessPath.National;
        await path.MeetAsync(NationalSession);
        await path.DecideAsync(on: NationalSession);
        Assert.Equal([FitnessFormation.Regional, FitnessFormation.National], path.Now.Rulings.Select(ruling => ruling.Formation));
        Assert.False((await app.VerifyAsync(Anne)).MayPractise);
        Assert.Equal(2, (await path.ContentAsync()).Rulings.Count);
    }

    [Theory, Engines]
    public async Task Appeal_AgainstASuspension_AnnulsOrConfirmsIt(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var (annulled, confirmed) = (new FitnessPath(app), new FitnessPath(app, RegisterFile.Jean));
        foreach (var path in new[] { annulled, confirmed })
        {
            await path.ReadyAsync();
            await path.DecideAsync();
        }

        app.GoTo(new DateOnly(2026, 4, 20));
        foreach (var path in new[] { annulled, confirmed })
        {
            // No notice is recorded, so no time runs.
            await path.AppealAsync(new DateOnly(2026, 4, 1));
            path.Formation = FitnessPath.National;
            await path.MeetAsync(NationalSession);
        }

        Assert.False((await app.VerifyAsync(Anne)).MayPractise);
        await annulled.DecideAsync(suspends: false, NationalSession);
        var client = await confirmed.AsAsync();
        await Faults.InvalidAsync(client.DecideFitnessProcedureAsync(confirmed.ToDecide(on: NationalSession)), "effective_on", "ends_on");
        await client.DecideFitnessProcedureAsync(
            new DecideFitnessProcedureRequest(confirmed.ToDecide(on: NationalSession)) { EffectiveOn = null, EndsOn = null });

        Assert.True((await app.VerifyAsync(Anne)).MayPractise);
        Assert.False((await app.VerifyAsync(Anne, NationalSession.AddDays(-1))).MayPractise);
        Assert.False((await app.VerifyAsync(RegisterFile.Jean)).MayPractise);
        Assert.Equal((FitnessState.NotSuspended, FitnessState.Suspended), ((await annulled.ReadAsync()).State, (await confirmed.ReadAsync()).State));
        var suspension = (await (await app.RestrictionsAsync()).ListSuspensionsAsync(new ListSuspensionsRequest { Rpps = Anne })).Suspensions.Single();
        Assert.Equal(LiftGround.Annulled, (await app.DetailsAsync(suspension)).LiftGround);
        Assert.Equal(RegistryApp.Date(2026, 4, 1), suspension.Appeals.Single(appeal => appeal.Appellant == SuspensionAppellant.DepartmentalCouncil).LodgedOn);
    }

    [Theory, OneEngine]
    public async Task LodgeFitnessAppeal_TooLateOrTwice_IsRefused(SqlEngine engine)
    {
        await using var app = await FitnessPath.StartAsync(engine);
        var path = new FitnessPath(app);
        await path.ReadyAsync();
        var national = await FitnessPath.ClientAsync(app, FitnessPath.National);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, national.LodgeFitnessAppealAsync(path.ToAppeal(RegistryApp.Today)));
        await path.DecideAsync();
        app.GoTo(new DateOnly(2026, 4, 20));
        var suspension = (await (await app.RestrictionsAsync()).ListSuspensionsAsync(new ListSuspensionsRequest { Rpps = Anne })).Suspensions.Single();
        await (await app.RestrictionsAsync()).RecordSuspensionNotificationAsync(new RecordSuspensionNotificationRequest
        {
            RequestId = RegistryApp.NewId(),
            SuspensionId = suspension.SuspensionId,
            Recipient = NotificationRecipient.DepartmentalCouncil,
            NotifiedOn = RegistryApp.Date(2026, 3, 17),
        });

        // Ten days from 17 March end on the 27th.
        foreach (var late in new[] { path.ToAppeal(new(2026, 3, 28)), path.ToAppeal(new(2026, 3, 28), new DateOnly(2026, 3, 17)) })
        {
            await app.LeavesNothingAsync(async () => await Faults.ReasonAsync(
                StatusCode.FailedPrecondition, "APPEAL_OUT_OF_TIME", national.LodgeFitnessAppealAsync(late)));
        }

        await Faults.InvalidAsync(
            national.LodgeFitnessAppealAsync(new LodgeFitnessAppealRequest()), "request_id", "procedure_id", "appellant", "lodged_on");
        await Faults.InvalidAsync(national.LodgeFitnessAppealAsync(path.ToAppeal(new(2026, 3, 27), new DateOnly(2026, 3, 28))), "notified_on");
        await Faults.InvalidAsync(national.LodgeFitnessAppealAsync(path.ToAppeal(FitnessPath.SessionOn.AddDays(-1))), "lodged_on");
        await path.AppealAsync(new DateOnly(2026, 3, 27));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, national.LodgeFitnessAppealAsync(path.ToAppeal(new(2026, 3, 27))));
        await Faults.FailsAsync(
            StatusCode.PermissionDenied, (await FitnessPath.ClientAsync(app)).LodgeFitnessAppealAsync(path.ToAppeal(new(2026, 3, 27))));
        // The regional formation has no more part in it.
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, (await path.AsAsync()).DecideFitnessProcedureAsync(path.ToDecide()));
        path.Formation = FitnessPath.National;
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, national.CloseFitnessProcedureAsync(path.ToClose()));
    }
}
