using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>An application refused and notified on 15 March 2026: the time to appeal ended yesterday, on 14 April.</summary>
public sealed class AppealRefusalTests(AppealRefusalTests.RefusedApplicant applicant) : IClassFixture<AppealRefusalTests.RefusedApplicant>
{
    private static readonly DateOnly Today = RegistryApp.Today;
    private static readonly DateOnly LastDay = new(2026, 4, 14);

    private static readonly Dictionary<string, Func<State, Task>> Refused = new()
    {
        ["LodgeAppeal_DayAfterTheLast_AppealOutOfTime"] = state => Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "APPEAL_OUT_OF_TIME", state.Clerk.LodgeAppealAsync(state.Path.Appeal(AppealLevel.Regional, LastDay.AddDays(1)))),
        ["LodgeAppeal_NationalBeforeRegional_WrongState"] = state => Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, state.Clerk.LodgeAppealAsync(state.Path.Appeal(AppealLevel.National, LastDay))),
        ["LodgeAppeal_Empty_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Clerk.LodgeAppealAsync(new LodgeAppealRequest()), "request_id", "application_id", "level", "lodged_on"),
        ["LodgeAppeal_BeforeTheDecision_InvalidArgument"] = state =>
            Faults.InvalidAsync(state.Clerk.LodgeAppealAsync(state.Path.Appeal(AppealLevel.Regional, Today.AddDays(-1))), "lodged_on"),
        ["LodgeAppeal_StaleEtag_Aborted"] = state => Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag,
            state.Clerk.LodgeAppealAsync(new LodgeAppealRequest(state.Path.Appeal(AppealLevel.Regional, Today)) { Etag = "1" })),
        ["LodgeAppeal_AnotherCouncil_NotFound"] = async state => await Faults.FailsAsync(
            StatusCode.NotFound, (await state.Path.AsAsync("cdom-62")).LodgeAppealAsync(state.Path.Appeal(AppealLevel.Regional, Today))),
        ["RecordAppealOutcome_NobodyAppealed_WrongState"] = state => Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            state.Registrar.RecordAppealOutcomeAsync(state.Path.Ruling(AppealLevel.Regional, AppealOutcome.Granted, Today))),
        ["RecordAppealOutcome_Empty_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Registrar.RecordAppealOutcomeAsync(new RecordAppealOutcomeRequest()),
            "request_id", "application_id", "level", "outcome", "decided_on", "notified_on"),
    };

    [Theory, EachCase(nameof(Refused))]
    public async Task Call_IsRefusedAndWritesNothing(SqlEngine engine, string call)
    {
        var state = await applicant.StateAsync(engine);

        await state.App.LeavesNothingAsync(() => Refused[call](state));

        Assert.Equal(0, await state.App.CountAsync("application_appeals"));
    }

    [Theory, OneEngine]
    public async Task LodgeAppeal_PostedOnTheLastDayAndRecordedOnTheNext_IsInTime(SqlEngine engine)
    {
        await using var state = await RefusedApplicant.RefusedAsync(engine);
        var lodge = state.Path.Appeal(AppealLevel.Regional, LastDay);

        var lodged = await state.Clerk.LodgeAppealAsync(lodge);

        Assert.Equal(lodged, await state.Clerk.LodgeAppealAsync(lodge));
        Assert.Equal(1, await state.App.CountAsync("application_appeals"));
    }

    public sealed class RefusedApplicant : PerEngine
    {
        internal static async Task<State> RefusedAsync(SqlEngine engine)
        {
            var app = await RegistryApp.StartAsync(engine);
            var path = new ApplicationPath(app);
            await path.RefusedAsync();
            app.GoTo(LastDay.AddDays(1));
            return new State(app, path, await path.AsAsync("cdom-75"), await path.AsAsync("cnom-registre"));
        }

        internal async Task<State> StateAsync(SqlEngine engine) => (State)await GetAsync(engine);

        protected override async Task<IAsyncDisposable> StartAsync(SqlEngine engine) => await RefusedAsync(engine);
    }

    internal sealed record State(
        RegistryApp App, ApplicationPath Path, ApplicationsService.ApplicationsServiceClient Clerk, ApplicationsService.ApplicationsServiceClient Registrar)
        : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
