using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Restrictions.ReliefTests;

namespace OrdreCouncils.Tests.Registry.Restrictions;

/// <summary>Anne of <see cref="ReliefTests"/>, struck off and not relieved.</summary>
public sealed class ReliefRefusalTests(ReliefRefusalTests.StruckOff struckOff) : IClassFixture<ReliefRefusalTests.StruckOff>
{
    private const string Anne = RegisterFile.Anne;
    private static readonly DateOnly Today = RegistryApp.Today;

    private static readonly Dictionary<string, Func<State, Task>> Refused = new()
    {
        ["RecordRelief_Empty_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Client.RecordReliefAsync(new RecordReliefRequest()),
            "request_id", "restriction_id", "decision", "final_on", "requested_on", "decided_on", "outcome"),
        ["RecordRelief_GrantedFromNoDay_InvalidArgument"] = state => state.InvalidAsync(request => request.EffectiveOn = null, "effective_on"),
        ["RecordRelief_RefusedFromADay_InvalidArgument"] = state => state.InvalidAsync(request => request.Outcome = ReliefOutcome.Refused, "effective_on"),
        ["RecordRelief_BeforeItsDecision_InvalidArgument"] = state =>
            state.InvalidAsync(request => request.EffectiveOn = Today.AddDays(-2).ToProto(), "effective_on"),
        ["RecordRelief_DecidedBeforeTheRequest_InvalidArgument"] = state =>
            state.InvalidAsync(request => request.DecidedOn = RegistryApp.Date(2025, 6, 1), "decided_on"),
        ["RecordRelief_RadiationFinalAfterItBegan_InvalidArgument"] = state =>
            state.InvalidAsync(request => request.FinalOn = StruckOffOn.AddDays(1).ToProto(), "final_on"),
        // Three years from 31 May 2022 end with 31 May 2025.
        ["RecordRelief_RequestedOnTheLastDayOfTheWait_ReliefTooEarly"] = state => Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "RELIEF_TOO_EARLY",
            state.Client.RecordReliefAsync(Relief(state.Radiation, requestedOn: new DateOnly(2025, 5, 31)))),
        ["RecordRelief_UnknownRestriction_NotFound"] = state => Faults.FailsAsync(
            StatusCode.NotFound, state.Client.RecordReliefAsync(With(state.Radiation, request => request.RestrictionId = RegistryApp.NewId()))),
        ["RecordRelief_OfABan_NotFound"] = state => Faults.FailsAsync(
            StatusCode.NotFound, state.Client.RecordReliefAsync(With(state.Radiation, request => request.RestrictionId = state.Ban))),
        ["RecordRelief_StaleEtag_Aborted"] = state => Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag, state.Client.RecordReliefAsync(With(state.Radiation, request => request.Etag = "1"))),
        ["ListRadiations_BadFields_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Client.ListRadiationsAsync(new ListRadiationsRequest { PageSize = -1, PageToken = "x" }), "rpps", "page_size", "page_token"),
        ["ListRadiations_UnknownPhysician_NotFound"] = state => Faults.FailsAsync(
            StatusCode.NotFound, state.Client.ListRadiationsAsync(new ListRadiationsRequest { Rpps = RegisterFile.Jean })),
    };

    [Theory, EachCase(nameof(Refused))]
    public async Task Call_IsRefusedAndWritesNothing(SqlEngine engine, string call)
    {
        var state = await struckOff.StateAsync(engine);

        await state.App.LeavesNothingAsync(() => Refused[call](state));

        Assert.Equal(0, await state.App.CountAsync("reliefs"));
    }

    [Theory]
    [OneEngine("cdom-75-president")]
    [OneEngine("svc-discipline")]
    [OneEngine("cnam")]
    public async Task RecordReliefAndListRadiations_OtherRole_PermissionDenied(SqlEngine engine, string identity)
    {
        var state = await struckOff.StateAsync(engine);
        var client = await state.App.RestrictionsAsync(identity);

        await state.App.LeavesNothingAsync(() => Faults.FailsAsync(StatusCode.PermissionDenied, client.RecordReliefAsync(Relief(state.Radiation))));
        await Faults.FailsAsync(StatusCode.PermissionDenied, client.ListRadiationsAsync(new ListRadiationsRequest { Rpps = Anne }));
    }

    [Theory, OneEngine]
    public async Task RecordRelief_RelievedBefore_WrongState(SqlEngine engine)
    {
        await using var app = await ReliefTests.StartAsync(engine);
        var (client, radiation) = (await app.RestrictionsAsync(), await RadiationAsync(app));
        await client.RecordReliefAsync(Relief(radiation));

        await app.LeavesNothingAsync(() => Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, client.RecordReliefAsync(Relief(radiation))));
    }

    [Theory, OneEngine]
    public async Task RecordRelief_RequestIdOfAnotherBody_AlreadyExists(SqlEngine engine)
    {
        await using var app = await ReliefTests.StartAsync(engine);
        var client = await app.RestrictionsAsync();
        var granted = Relief(await RadiationAsync(app));
        await client.RecordReliefAsync(granted);

        await app.LeavesNothingAsync(() => Faults.ReasonAsync(
            StatusCode.AlreadyExists, Reasons.RequestIdReused, client.RecordReliefAsync(new RecordReliefRequest(granted) { Decision = "autre" })));
    }

    public sealed class StruckOff : PerEngine
    {
        internal async Task<State> StateAsync(SqlEngine engine) => (State)await GetAsync(engine);

        protected override async Task<IAsyncDisposable> StartAsync(SqlEngine engine)
        {
            var app = await ReliefTests.StartAsync(engine);
            var ban = await app.SanctionAsync(Anne, RestrictingSanction.BanFromPractice, Today, Today.AddDays(9));
            return new State(app, await app.RestrictionsAsync(), await RadiationAsync(app), ban);
        }
    }

    internal sealed record State(RegistryApp App, RestrictionsService.RestrictionsServiceClient Client, Radiation Radiation, string Ban) : IAsyncDisposable
    {
        public Task InvalidAsync(Action<RecordReliefRequest> bend, params string[] fields) =>
            Faults.InvalidAsync(Client.RecordReliefAsync(With(Radiation, bend)), fields);

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
