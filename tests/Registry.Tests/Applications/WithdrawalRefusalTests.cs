using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Applications.WithdrawalTests;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>A registration of 15 March 2026, notified to the national council on 8 August: today is 7 October, within its time to withdraw.</summary>
public sealed class WithdrawalRefusalTests(WithdrawalRefusalTests.Withdrawable withdrawable) : IClassFixture<WithdrawalRefusalTests.Withdrawable>
{
    private const string Rpps = ApplicationPath.Rpps;
    private static readonly DateOnly NotifiedDay = new(2026, 8, 8);
    private static readonly DateOnly Day = NotifiedDay.AddDays(50);

    private static readonly Dictionary<string, Func<State, Task>> Refused = new()
    {
        ["WithdrawRegistration_Empty_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Registrar.WithdrawRegistrationAsync(new WithdrawRegistrationRequest()), "request_id", "application_id", "decided_on",
            "notified_on", "ground"),
        ["WithdrawRegistration_NoticesOnImpossibleDays_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Registrar.WithdrawRegistrationAsync(new WithdrawRegistrationRequest(Withdrawal(state.Path, Day))
            {
                NotifiedOn = Day.AddDays(-1).ToProto(),
                CouncilNotifiedOn = NotifiedDay.AddDays(61).ToProto(),
            }), "notified_on", "council_notified_on"),
        ["WithdrawRegistration_UnknownGround_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Registrar.WithdrawRegistrationAsync(new WithdrawRegistrationRequest(Withdrawal(state.Path, Day)) { Ground = (WithdrawalGround)3 }), "ground"),
        ["WithdrawRegistration_StaleEtag_Aborted"] = state => Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag,
            state.Registrar.WithdrawRegistrationAsync(new WithdrawRegistrationRequest(Withdrawal(state.Path, Day)) { Etag = "1" })),
        ["WithdrawRegistration_UnknownApplication_NotFound"] = state => Faults.FailsAsync(
            StatusCode.NotFound,
            state.Registrar.WithdrawRegistrationAsync(new WithdrawRegistrationRequest(Withdrawal(state.Path, Day)) { ApplicationId = RegistryApp.NewId() })),
        ["WithdrawRegistration_Clerk_PermissionDenied"] = state => DeniedAsync(state, "cdom-75"),
        ["WithdrawRegistration_President_PermissionDenied"] = state => DeniedAsync(state, "cdom-75-president"),
        ["WithdrawRegistration_Partner_PermissionDenied"] = state => DeniedAsync(state, "cnam"),
    };

    [Theory, EachCase(nameof(Refused))]
    public async Task Call_IsRefusedAndWritesNothing(SqlEngine engine, string call)
    {
        var state = await withdrawable.StateAsync(engine);

        await state.App.LeavesNothingAsync(() => Refused[call](state));

        await AssertRegisteredAsync(state.App);
    }

    [Theory, OneEngine]
    public async Task WithdrawRegistration_OfARefusal_WrongState(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.RefusedAsync();
        app.GoTo(NotifiedDay.AddDays(60));

        Assert.Null(path.Now.Withdrawal);
        await WrongStateAsync(app, path);
    }

    [Theory, OneEngine]
    public async Task WithdrawRegistration_NobodyWasTold_WrongState(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.CompleteAsync();
        await path.DecideAsync(true);
        // The time to appeal begins with the notification, and the time to withdraw follows it.
        Assert.NotNull(path.Now.Withdrawal);
        Assert.Null(path.Now.Withdrawal.Time);
        app.GoTo(NotifiedDay.AddDays(60));

        await WrongStateAsync(app, path);

        await AssertRegisteredAsync(app);
    }

    [Theory, OneEngine]
    public async Task WithdrawRegistration_Appealed_WrongState(SqlEngine engine)
    {
        await using var state = await Withdrawable.NotifiedAsync(engine);
        await AppealAsync(state);
        Assert.Null((await state.Path.ReadAsync()).Withdrawal);

        await WrongStateAsync(state.App, state.Path);

        await AssertRegisteredAsync(state.App);
    }

    [Theory, OneEngine]
    public async Task WithdrawRegistration_AppealDismissed_WrongState(SqlEngine engine)
    {
        await using var state = await Withdrawable.NotifiedAsync(engine);
        await AppealAsync(state);
        await state.Path.ReadAsync();
        await state.Path.RuleAsync(AppealLevel.Regional, AppealOutcome.Dismissed);

        await WrongStateAsync(state.App, state.Path);

        await AssertRegisteredAsync(state.App);
    }

    private static async Task AppealAsync(State state) =>
        await state.Registrar.LodgeAppealAsync(state.Path.Appeal(AppealLevel.Regional, NotifiedDay.AddDays(20), AppealAppellant.NationalCouncil));

    private static async Task DeniedAsync(State state, string identity) => await Faults.FailsAsync(
        StatusCode.PermissionDenied, (await state.Path.AsAsync(identity)).WithdrawRegistrationAsync(Withdrawal(state.Path, Day)));

    private static async Task WrongStateAsync(RegistryApp app, ApplicationPath path)
    {
        var registrar = await path.AsAsync("cnom-registre");
        await app.LeavesNothingAsync(() => Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, registrar.WithdrawRegistrationAsync(Withdrawal(path, Day))));
    }

    private static async Task AssertRegisteredAsync(RegistryApp app)
    {
        Assert.Equal(0, await app.CountAsync("applications where withdrawn_on is not null"));
        Assert.True((await app.VerifyAsync(Rpps)).Registered);
    }

    public sealed class Withdrawable : PerEngine
    {
        internal static async Task<State> NotifiedAsync(SqlEngine engine)
        {
            var app = await RegistryApp.StartAsync(engine);
            var path = new ApplicationPath(app);
            await path.CompleteAsync();
            await path.DecideAsync(true);
            app.GoTo(NotifiedDay);
            await path.NotifyAsync(NotificationRecipient.NationalCouncil);
            app.GoTo(NotifiedDay.AddDays(60));
            return new State(app, path, await path.AsAsync("cnom-registre"));
        }

        internal async Task<State> StateAsync(SqlEngine engine) => (State)await GetAsync(engine);

        protected override async Task<IAsyncDisposable> StartAsync(SqlEngine engine) => await NotifiedAsync(engine);
    }

    internal sealed record State(RegistryApp App, ApplicationPath Path, ApplicationsService.ApplicationsServiceClient Registrar) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
