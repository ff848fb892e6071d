using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Feed;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>The application is accepted, and the national council notified, on Sunday 15 March 2026. The council's thirty days to appeal end on Tuesday
/// 14 April, and its three months to withdraw the registration on Wednesday 15 July, the day after a holiday.</summary>
public sealed class WithdrawalTests
{
    private const string Rpps = ApplicationPath.Rpps;
    private static readonly DateOnly Today = RegistryApp.Today;
    private static readonly DateOnly AppealEnds = new(2026, 4, 14);
    private static readonly DateOnly Withdrawn = new(2026, 5, 10);

    [Theory, Engines]
    public async Task WithdrawRegistration_InTime_ShowsInEachWayToAsk(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine, ("Cache:LocalLife", "01:00:00"));
        var path = new ApplicationPath(app);
        var open = (await path.AcceptedAsync()).Withdrawal;
        Assert.Equal(
            ("national-registration-withdrawal", AppealEnds.ToProto(), RegistryApp.Date(2026, 7, 15), null),
            (open.Time.Rule, open.Time.From, open.Time.LastDay, open.DecidedOn));
        app.GoTo(Withdrawn.AddDays(4));
        var before = app.App.Clock.GetUtcNow();
        Assert.True((await app.VerifyAsync(Rpps)).MayPractise);
        var (_, since) = await ListChangesTests.AllAsync(app, "", 100);
        app.App.Clock.Advance(TimeSpan.FromHours(1));
        var registrar = await path.AsAsync("cnom-registre");
        var request = Withdrawal(path, Withdrawn);
        request.CouncilNotifiedOn = Withdrawn.AddDays(4).ToProto();

        var withdrawn = await registrar.WithdrawRegistrationAsync(request);

        Assert.Equal(withdrawn, await registrar.WithdrawRegistrationAsync(request));
        Assert.Equal(ApplicationState.RegistrationWithdrawn, withdrawn.Application.State);
        Assert.Equal(
            (open.Time, request.DecidedOn, request.NotifiedOn, request.CouncilNotifiedOn),
            (withdrawn.Application.Withdrawal.Time, withdrawn.Application.Withdrawal.DecidedOn, withdrawn.Application.Withdrawal.NotifiedOn,
                withdrawn.Application.Withdrawal.CouncilNotifiedOn));
        Assert.Equal(
            withdrawn.Application.ApplicationId,
            (await registrar.ListApplicationsAsync(new ListApplicationsRequest { State = ApplicationState.RegistrationWithdrawn })).Applications.Single().ApplicationId);
        Assert.Equal(1, await app.CountAsync("audit_entries where kind = 'registry.application.registration_withdrawn'"));

        Assert.True((await app.VerifyAsync(Rpps)) is { Status: RegistrationStatus.Left, Registered: false, MayPractise: false });
        Assert.True((await app.VerifyAsync(Rpps, Withdrawn.AddDays(-1))).MayPractise);
        var then = await (await app.PhysiciansAsync()).VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = Rpps, KnownAt = before.ToTimestamp() });
        Assert.True(then.Registration.Registered);
        var (changes, _) = await ListChangesTests.AllAsync(app, since, 100);
        Assert.Equal((Rpps, RegistrationStatus.Left), (changes.Single().Rpps, changes.Single().Registration.Status));

        var clerk = await app.RegistrationsAsync();
        var fact = (await clerk.GetRegistrationHistoryAsync(new GetRegistrationHistoryRequest { Rpps = Rpps })).Facts[^1];
        Assert.Equal((FactKind.Left, FactGround.RegistrationWithdrawn, "75", request.DecidedOn), (fact.Kind, fact.Ground, fact.Council, fact.EffectiveOn));
        // The national council itself owes the notices to the physician and the departmental council, within one week of Thursday 14 May: 21 May.
        Assert.Equal([NotificationRecipient.HealthAgency], fact.Notifications.Select(item => item.Recipient));
        Assert.All(fact.Notifications, item => Assert.Equal(RegistryApp.Date(2026, 5, 21), item.DueOn));
        Assert.Equal(1, (await clerk.ListOwedNotificationsAsync(new ListOwedNotificationsRequest())).Notifications.Count(item => item.FactId == fact.FactId));
        await Faults.ReasonAsync(
            StatusCode.PermissionDenied, "NATIONAL_ONLY",
            (await app.RegistrationsAsync("cdom-75-president")).CorrectFactAsync(
                new CorrectFactRequest { RequestId = RegistryApp.NewId(), FactId = fact.FactId, Reason = "Le conseil départemental maintient l'inscription." }));
        await Faults.ReasonAsync(
            StatusCode.AlreadyExists, Reasons.RequestIdReused,
            registrar.WithdrawRegistrationAsync(new WithdrawRegistrationRequest(request) { DecidedOn = Withdrawn.AddDays(1).ToProto() }));
    }

    [Theory, Engines]
    public async Task WithdrawRegistration_AnnulledByTheConseilDEtat_PutsThePhysicianBack(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.AcceptedAsync();
        app.GoTo(Withdrawn.AddDays(4));
        var request = Withdrawal(path, Withdrawn);
        request.CouncilNotifiedOn = Withdrawn.AddDays(4).ToProto();
        var withdrawn = (await (await path.AsAsync("cnom-registre")).WithdrawRegistrationAsync(request)).Application;

        // Two clear months for each: from Monday 11 May to Sunday 12 July, and from Thursday 14 May to Wednesday 15 July.
        Assert.Equal(
            [
                (AppealLevel.StateCouncil, AppealAppellant.Applicant, RegistryApp.Date(2026, 7, 13)),
                (AppealLevel.StateCouncil, AppealAppellant.DepartmentalCouncil, RegistryApp.Date(2026, 7, 15)),
            ],
            withdrawn.Appeals.Select(item => (item.Level, item.Appellant, item.Time.LastDay)));
        await path.ReadAsync();
        var clerk = await path.AsAsync("cdom-75");
        await Faults.InvalidAsync(clerk.LodgeAppealAsync(path.Appeal(AppealLevel.StateCouncil, Withdrawn.AddDays(-1))), "lodged_on");
        Assert.Equal(ApplicationState.Appealed, (await path.LodgeAsync(AppealLevel.StateCouncil)).State);
        Assert.Equal(RegistrationStatus.Left, (await app.VerifyAsync(Rpps)).Status);
        app.GoTo(Withdrawn.AddDays(30));
        var restored = await path.RuleAsync(AppealLevel.StateCouncil, AppealOutcome.Granted);

        Assert.Equal((ApplicationState.GrantedOnAppeal, Withdrawn.ToProto(), 1), (restored.State, restored.Withdrawal.DecidedOn, restored.Appeals.Count));
        Assert.Equal(WithdrawalGround.MaterialInaccuracy, restored.Withdrawal.Ground);
        Assert.True((await app.VerifyAsync(Rpps)) is { Registered: true, MayPractise: true });
        Assert.Equal(RegistrationStatus.Left, (await app.VerifyAsync(Rpps, Withdrawn.AddDays(29))).Status);
    }

    [Theory, Engines("2026-04-14", Reasons.WrongState), Engines("2026-04-15", ""), Engines("2026-07-15", ""), Engines("2026-07-16", "WITHDRAWAL_OUT_OF_TIME")]
    public async Task WithdrawRegistration_OnItsDay_IsInTimeOrNot(SqlEngine engine, string day, string refused)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.AcceptedAsync();
        app.GoTo(new DateOnly(2026, 8, 3));
        var withdrawal = (await path.AsAsync("cnom-registre")).WithdrawRegistrationAsync(
            Withdrawal(path, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

        if (refused.Length == 0)
        {
            await withdrawal;
        }
        else
        {
            var fault = await Faults.FailsAsync(StatusCode.FailedPrecondition, withdrawal);
            Assert.Equal(refused, fault.Reason());
            Assert.Contains(refused == Reasons.WrongState ? "2026-04-14" : "2026-07-15", fault.Status.Detail, StringComparison.Ordinal);
        }

        Assert.Equal(refused.Length > 0, (await app.VerifyAsync(Rpps)).Registered);
    }

    [Theory, Engines]
    public async Task WithdrawRegistration_ByTheRegionalCouncil_HasItsTimeFromTheDepartmentalCouncils(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.RefusedAsync();
        await path.LodgeAsync(AppealLevel.Regional);
        var granted = await path.RuleAsync(AppealLevel.Regional, AppealOutcome.Granted);
        Assert.Equal(AppealEnds.ToProto(), granted.Withdrawal.Time.From);
        app.GoTo(Withdrawn);
        var registrar = await path.AsAsync("cnom-registre");

        var withdrawn = (await registrar.WithdrawRegistrationAsync(Withdrawal(path, AppealEnds.AddDays(2)))).Application;

        Assert.Equal(ApplicationState.RegistrationWithdrawn, withdrawn.State);
        Assert.Equal(RegistrationStatus.Left, (await app.VerifyAsync(Rpps)).Status);
        // Only the applicant may appeal: the departmental council is the author of the refusal.
        Assert.Equal((AppealLevel.StateCouncil, AppealAppellant.Applicant), (withdrawn.Appeals[^1].Level, withdrawn.Appeals[^1].Appellant));
        Assert.Equal(2, withdrawn.Appeals.Count);
        await path.ReadAsync();
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, registrar.WithdrawRegistrationAsync(Withdrawal(path, AppealEnds.AddDays(3))));
    }

    [Theory, Engines]
    public async Task WithdrawRegistration_LeftMeanwhile_LeavesTheRegister(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.AcceptedAsync();
        app.GoTo(Withdrawn);
        await LeaveAsync(app, Rpps, Withdrawn.AddDays(-10));
        var facts = await app.CountAsync("registration_facts");

        var withdrawn = await (await path.AsAsync("cnom-registre")).WithdrawRegistrationAsync(Withdrawal(path, Withdrawn.AddDays(-1)));

        Assert.Equal(ApplicationState.RegistrationWithdrawn, withdrawn.Application.State);
        Assert.Equal(facts, await app.CountAsync("registration_facts"));
        Assert.Equal(RegistrationStatus.Left, (await app.VerifyAsync(Rpps)).Status);
    }

    internal static WithdrawRegistrationRequest Withdrawal(ApplicationPath path, DateOnly on) => new()
    {
        RequestId = RegistryApp.NewId(),
        ApplicationId = path.Now.ApplicationId,
        DecidedOn = on.ToProto(),
        NotifiedOn = on.AddDays(1).ToProto(),
        Ground = WithdrawalGround.MaterialInaccuracy,
        Etag = path.Now.Etag,
    };

    private static async Task LeaveAsync(RegistryApp app, string rpps, DateOnly on) =>
        await (await app.RegistrationsAsync()).RecordDepartureAsync(new RecordDepartureRequest
        {
            RequestId = RegistryApp.NewId(),
            Rpps = rpps,
            Ground = FactGround.Request,
            EffectiveOn = on.ToProto(),
        });
}
