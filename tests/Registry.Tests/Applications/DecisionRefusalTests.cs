using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Applications;

/// <summary>An application before council 75 that is complete, has a rapporteur and no draft.</summary>
public sealed class DecisionRefusalTests(DecisionRefusalTests.Undecided undecided) : IClassFixture<DecisionRefusalTests.Undecided>
{
    private static readonly Dictionary<string, Func<State, Task>> Refused = new()
    {
        ["PrepareDecision_Empty_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Clerk.PrepareDecisionAsync(new PrepareDecisionRequest()), "request_id", "application_id", "refusal_ground", "session_on"),
        ["PrepareDecision_AcceptedOnAGround_InvalidArgument"] = state =>
            Faults.InvalidAsync(state.Clerk.PrepareDecisionAsync(state.Path.Draft(true, RefusalGround.Infirmity)), "refusal_ground"),
        ["PrepareDecision_CompetenceWithoutTraining_InvalidArgument"] = state =>
            Faults.InvalidAsync(state.Clerk.PrepareDecisionAsync(state.Path.Draft(false, RefusalGround.Competence)), "training"),
        ["PrepareDecision_InfirmityWithTraining_InvalidArgument"] = state =>
            Faults.InvalidAsync(state.Clerk.PrepareDecisionAsync(state.Path.Draft(false, RefusalGround.Infirmity, "x")), "training"),
        ["PrepareDecision_SessionBeforeTheFileWasComplete_InvalidArgument"] = state =>
            Faults.InvalidAsync(state.Clerk.PrepareDecisionAsync(state.Path.Draft(true, on: RegistryApp.Today.AddDays(-1))), "session_on"),
        ["PrepareDecision_AnotherCouncil_NotFound"] = async state =>
            await Faults.FailsAsync(StatusCode.NotFound, (await state.Path.AsAsync("cdom-62")).PrepareDecisionAsync(state.Path.Draft(true))),
        ["PrepareDecision_StaleEtag_Aborted"] = state => Faults.ReasonAsync(
            StatusCode.Aborted, Reasons.StaleEtag, state.Clerk.PrepareDecisionAsync(new PrepareDecisionRequest(state.Path.Draft(true)) { Etag = "1" })),
    };

    [Theory, EachCase(nameof(Refused))]
    public async Task Call_IsRefusedAndWritesNothing(SqlEngine engine, string call)
    {
        var state = await undecided.StateAsync(engine);

        await state.App.LeavesNothingAsync(() => Refused[call](state));

        Assert.Equal(0, await state.App.CountAsync("application_drafts"));
    }

    [Theory, OneEngine]
    public async Task PrepareDecision_FileIncomplete_WrongState(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.SubmitAsync();

        await TooEarlyAsync(app, path);
    }

    [Theory, OneEngine]
    public async Task PrepareDecision_NoRapporteur_WrongState(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var path = new ApplicationPath(app);
        await path.SubmitAsync();
        await path.StepAsync(request => request.FileComplete = new FileComplete());

        await TooEarlyAsync(app, path);
    }

    private static async Task TooEarlyAsync(RegistryApp app, ApplicationPath path)
    {
        var clerk = await path.AsAsync("cdom-75");
        await app.LeavesNothingAsync(() => Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, clerk.PrepareDecisionAsync(path.Draft(accepted: true))));
    }

    public sealed class Undecided : PerEngine
    {
        internal async Task<State> StateAsync(SqlEngine engine) => (State)await GetAsync(engine);

        protected override async Task<IAsyncDisposable> StartAsync(SqlEngine engine)
        {
            var app = await RegistryApp.StartAsync(engine);
            var path = new ApplicationPath(app);
            await path.CompleteAsync();
            return new State(app, path, await path.AsAsync("cdom-75"));
        }
    }

    internal sealed record State(RegistryApp App, ApplicationPath Path, ApplicationsService.ApplicationsServiceClient Clerk) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
