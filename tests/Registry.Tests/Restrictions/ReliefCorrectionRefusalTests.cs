using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Registry.Demography;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Restrictions.ReliefCorrectionTests;

namespace OrdreCouncils.Tests.Registry.Restrictions;

/// <summary>Anne of <see cref="ReliefTests"/>: a relief was refused in 2025 and granted from 2 February 2029; she is registered since 1 March 2029.</summary>
public sealed class ReliefCorrectionRefusalTests(ReliefCorrectionRefusalTests.Reentered reentered) : IClassFixture<ReliefCorrectionRefusalTests.Reentered>
{
    private const string Anne = RegisterFile.Anne;
    private static readonly DateOnly EnteredOn = new(2029, 3, 1);

    private static readonly Dictionary<string, Func<State, Task>> Refused = new()
    {
        // With this day of registration, the second request would be a month too early.
        ["CorrectRelief_RegisteredLaterSoThatTheNextCameTooSoon_ReliefTooEarly"] = state => Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "RELIEF_TOO_EARLY",
            state.Client.CorrectReliefAsync(Correction(
                state.Refused, terms => (terms.RequestedOn, terms.DecidedOn) = (RegistryApp.Date(2025, 10, 1), RegistryApp.Date(2025, 10, 15))))),
        ["CorrectRelief_RefusedOnTheDayOfTheNextRequest_ReliefTooEarly"] = state => Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "RELIEF_TOO_EARLY",
            state.Client.CorrectReliefAsync(Correction(state.Refused, terms => terms.DecidedOn = RegistryApp.Date(2028, 9, 2)))),
        ["CorrectRelief_GrantedBeforeOneThatIsGranted_WrongState"] = state => Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, state.Client.CorrectReliefAsync(Correction(state.Refused, terms =>
            {
                terms.Outcome = ReliefOutcome.Granted;
                terms.EffectiveOn = RegistryApp.Date(2025, 9, 2);
            }))),
        ["CorrectRelief_WithdrawnAfterTheEntry_FactDoesNotFit"] = state => Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "FACT_DOES_NOT_FIT", state.Client.CorrectReliefAsync(Correction(state.Granted, null))),
        ["CorrectRelief_GrantedFromTheDayAfterTheEntry_FactDoesNotFit"] = state => Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "FACT_DOES_NOT_FIT",
            state.Client.CorrectReliefAsync(Correction(state.Granted, terms => terms.EffectiveOn = EnteredOn.AddDays(1).ToProto()))),
        ["CorrectRelief_Empty_InvalidArgument"] = state =>
            Faults.InvalidAsync(state.Client.CorrectReliefAsync(new CorrectReliefRequest()), "request_id", "relief_id", "reason"),
        ["CorrectRelief_RadiationFinalAfterItBegan_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Client.CorrectReliefAsync(Correction(state.Granted, terms => terms.FinalOn = RegistryApp.Date(2022, 6, 2))), "terms.final_on"),
        ["CorrectRelief_EmptyTerms_InvalidArgument"] = state => Faults.InvalidAsync(
            state.Client.CorrectReliefAsync(new CorrectReliefRequest(Correction(state.Granted, null)) { Terms = new ReliefTerms() }),
            "terms.decision", "terms.final_on", "terms.requested_on", "terms.decided_on", "terms.outcome"),
        ["CorrectRelief_UnknownRelief_NotFound"] = state => Faults.FailsAsync(
            StatusCode.NotFound,
            state.Client.CorrectReliefAsync(new CorrectReliefRequest(Correction(state.Granted, null)) { ReliefId = RegistryApp.NewId() })),
        ["CorrectRelief_President_PermissionDenied"] = state => DeniedAsync(state, "cdom-75-president"),
        ["CorrectRelief_DisciplineService_PermissionDenied"] = state => DeniedAsync(state, "svc-discipline"),
        ["CorrectRelief_Partner_PermissionDenied"] = state => DeniedAsync(state, "cnam"),
    };

    [Theory, EachCase(nameof(Refused))]
    public async Task Call_IsRefusedAndWritesNothing(SqlEngine engine, string call)
    {
        var state = await reentered.StateAsync(engine);

        await state.App.LeavesNothingAsync(() => Refused[call](state));

        Assert.Equal(2, await state.App.CountAsync("reliefs where superseded_in is null"));
        Assert.True((await state.App.VerifyAsync(Anne)).Registered);
    }

    [Theory, OneEngine]
    public async Task CorrectRelief_GrantedFromTheDayOfTheEntry_LeavesHerOnTheRegister(SqlEngine engine)
    {
        await using var state = await Reentered.EnterAgainAsync(engine);

        await state.Client.CorrectReliefAsync(Correction(state.Granted, terms => terms.EffectiveOn = EnteredOn.ToProto()));

        Assert.True((await state.App.VerifyAsync(Anne)).Registered);
        Assert.Equal(RegistrationStatus.StruckOff, (await state.App.VerifyAsync(Anne, EnteredOn.AddDays(-1))).Status);
        Assert.Equal(
            new Dictionary<string, long> { [""] = 1 }, await state.App.CountAsync(DemographyCalls.Question(EnteredOn, DemographyDimension.AgeBand)));
    }

    private static async Task DeniedAsync(State state, string identity) => await Faults.FailsAsync(
        StatusCode.PermissionDenied, (await state.App.RestrictionsAsync(identity)).CorrectReliefAsync(Correction(state.Granted, null)));

    public sealed class Reentered : PerEngine
    {
        internal static async Task<State> EnterAgainAsync(SqlEngine engine)
        {
            var app = await ReliefTests.StartAsync(engine);
            var client = await app.RestrictionsAsync();
            var radiation = await ReliefTests.RadiationAsync(app);
            var first = ReliefTests.Relief(radiation, requestedOn: new DateOnly(2025, 6, 1));
            (first.Outcome, first.EffectiveOn, first.DecidedOn) = (ReliefOutcome.Refused, null, RegistryApp.Date(2025, 9, 1));
            var refused = (await client.RecordReliefAsync(first)).Radiation.Reliefs.Single();
            app.GoTo(EnteredOn);
            var second = ReliefTests.Relief(radiation, requestedOn: new DateOnly(2028, 9, 2));
            (second.DecidedOn, second.EffectiveOn) = (RegistryApp.Date(2029, 2, 1), RegistryApp.Date(2029, 2, 2));
            var granted = (await client.RecordReliefAsync(second)).Radiation.Reliefs[^1];
            var path = new ApplicationPath(app);
            await path.CompleteAsync(Anne);
            await path.DecideAsync(true);
            return new State(app, client, refused, granted);
        }

        internal async Task<State> StateAsync(SqlEngine engine) => (State)await GetAsync(engine);

        protected override async Task<IAsyncDisposable> StartAsync(SqlEngine engine) => await EnterAgainAsync(engine);
    }

    internal sealed record State(RegistryApp App, RestrictionsService.RestrictionsServiceClient Client, Relief Refused, Relief Granted) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
