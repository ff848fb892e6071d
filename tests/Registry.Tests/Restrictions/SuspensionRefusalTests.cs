using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Restrictions.SuspensionTests;

namespace OrdreCouncils.Tests.Registry.Restrictions;

/// <summary>Anne of council 75, without a suspension.</summary>
public sealed class SuspensionRefusalTests(SuspensionRefusalTests.Free free) : IClassFixture<SuspensionRefusalTests.Free>
{
    private static readonly DateOnly Today = RegistryApp.Today;

    private static readonly Dictionary<string, Func<State, Task>> Refused = new()
    {
        ["RecordSuspension_Empty_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Client.RecordSuspensionAsync(new RecordSuspensionRequest()), "request_id", "rpps", "kind", "effective_on", "ends_on", "ground"),
        ["RecordSuspension_EmergencyOfMoreThanFiveMonths_InvalidArgument"] = state =>
            Faults.InvalidAsync(state.Client.RecordSuspensionAsync(Request(SuspensionKind.Emergency, new DateOnly(2026, 8, 15))), "ends_on"),
        ["RecordSuspension_EndBeforeItBegins_InvalidArgument"] = state =>
            Faults.InvalidAsync(state.Client.RecordSuspensionAsync(Request(SuspensionKind.Infirmity, Today.AddDays(-1))), "ends_on"),
        ["RecordSuspension_InfirmityOfAPart_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Client.RecordSuspensionAsync(new RecordSuspensionRequest(Request(SuspensionKind.Infirmity, Today)) { Part = "x" }), "part"),
        ["RecordSuspension_AnotherCouncil_NotFound"] = async state => await Faults.FailsAsync(
            StatusCode.NotFound, (await state.App.RestrictionsAsync("cdom-62-president")).RecordSuspensionAsync(Request(SuspensionKind.Emergency))),
        ["RecordSuspension_Clerk_PermissionDenied"] = async state => await Faults.FailsAsync(
            StatusCode.PermissionDenied, (await state.App.RestrictionsAsync("cdom-75")).RecordSuspensionAsync(Request(SuspensionKind.Emergency))),
        ["RecordSuspension_StaleEtag_Aborted"] = state => Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag,
            state.Client.RecordSuspensionAsync(new RecordSuspensionRequest(Request(SuspensionKind.Emergency)) { Etag = "9" })),
        ["LiftSuspension_Empty_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Health.LiftSuspensionAsync(new LiftSuspensionRequest()), "request_id", "suspension_id", "lifted_on"),
        ["LiftSuspension_Absent_NotFound"] = state => Faults.FailsAsync(
            StatusCode.NotFound,
            state.Health.LiftSuspensionAsync(
                new LiftSuspensionRequest { RequestId = RegistryApp.NewId(), SuspensionId = RegistryApp.NewId(), LiftedOn = Today.ToProto() })),
        ["RenewSuspension_Empty_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Health.RenewSuspensionAsync(new RenewSuspensionRequest()), "request_id", "suspension_id", "ends_on", "ground"),
        ["GetSuspensionGround_NoId_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Health.GetSuspensionGroundAsync(new GetSuspensionGroundRequest()), "suspension_id"),
        ["GetHealthGround_NoId_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Health.GetHealthGroundAsync(new GetHealthGroundRequest()), "suspension_id"),
        ["GetSuspensionGround_Absent_NotFound"] = state => Faults.FailsAsync(
            StatusCode.NotFound, state.Health.GetSuspensionGroundAsync(new GetSuspensionGroundRequest { SuspensionId = RegistryApp.NewId() })),
        ["ListSuspensionDetails_BadFields_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Health.ListSuspensionDetailsAsync(new ListSuspensionDetailsRequest { PageToken = "x", PageSize = -1 }), "rpps", "page_token", "page_size"),
        ["ListSuspensions_BadFields_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Client.ListSuspensionsAsync(new ListSuspensionsRequest { PageToken = "x", PageSize = -1 }), "rpps", "page_token", "page_size"),
    };

    [Theory, EachCase(nameof(Refused))]
    public async Task Call_IsRefusedAndWritesNothing(SqlEngine engine, string call)
    {
        var state = await free.StateAsync(engine);

        await state.App.LeavesNothingAsync(() => Refused[call](state));

        Assert.Equal(0, await state.App.CountAsync("suspensions"));
        Assert.Equal(0, await state.App.CountAsync("suspension_grounds"));
    }

    public sealed class Free : PerEngine
    {
        internal async Task<State> StateAsync(SqlEngine engine) => (State)await GetAsync(engine);

        protected override async Task<IAsyncDisposable> StartAsync(SqlEngine engine)
        {
            var app = await SuspensionTests.StartAsync(engine);
            return new State(app, await app.RestrictionsAsync("cdom-75-president"), await app.HealthAsync());
        }
    }

    internal sealed record State(RegistryApp App, RestrictionsService.RestrictionsServiceClient Client, RestrictionsService.RestrictionsServiceClient Health)
        : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
