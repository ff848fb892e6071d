using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>A case filed with the chamber of Île-de-France, and decisions with one invalid field each.</summary>
public sealed class DecisionRefusalTests(DecisionRefusalTests.Filed filed) : IClassFixture<DecisionRefusalTests.Filed>
{
    private static readonly Dictionary<string, (Action<RecordDecisionRequest> Bend, string[] Fields)> BadFields = new()
    {
        ["RecordDecision_Tomorrow_InvalidArgument"] =
            (request => request.DecidedOn = request.NotifiedOn = Requests.Day(2026, 3, 11), ["decided_on", "notified_on"]),
        ["RecordDecision_BeforeTheFacts_InvalidArgument"] = (request => request.DecidedOn = Requests.Day(2026, 2, 19), ["decided_on"]),
        ["RecordDecision_BeforeTheArticle_InvalidArgument"] =
            (request => request.DecidedOn = request.NotifiedOn = Requests.Day(2007, 3, 26), ["decided_on", "notified_on"]),
        ["RecordDecision_NotifiedBeforeItWasDecided_InvalidArgument"] = (request => request.NotifiedOn = Requests.Day(2026, 3, 9), ["notified_on"]),
        ["RecordDecision_RevokedDecisionOfNoId_InvalidArgument"] = (request => request.RevokedDecisionId = "x", ["revoked_decision_id"]),
        ["RecordDecision_ExecutedBeforeTheDecision_InvalidArgument"] = (request => request.ExecutesFrom = request.DecidedOn, ["executes_from"]),
        ["RecordDecision_NoSanction_InvalidArgument"] = (request => request.Sanction = Sanction.Unspecified, ["sanction", "duration_months"]),
        ["RecordDecision_BanOfMoreThanThreeYears_InvalidArgument"] = (request => request.DurationMonths = 37, ["duration_months"]),
        ["RecordDecision_BanWithoutDuration_InvalidArgument"] = (request => request.DurationMonths = 0, ["duration_months"]),
        ["RecordDecision_MoreSuspendedThanPronounced_InvalidArgument"] = (request => request.SuspendedMonths = 4, ["suspended_months"]),
        ["RecordDecision_LessThanNothingSuspended_InvalidArgument"] = (request => request.SuspendedMonths = -1, ["suspended_months"]),
        ["RecordDecision_RadiationForATime_InvalidArgument"] = (request => request.Sanction = Sanction.Radiation, ["duration_months"]),
        ["RecordDecision_UnknownResidence_InvalidArgument"] = (request => request.FarthestResidence = (Residence)9, ["farthest_residence"]),
        ["RecordDecision_NoIds_InvalidArgument"] = (request => request.RequestId = request.CaseId = "x", ["request_id", "case_id"]),
    };

    [Theory, EachCase(nameof(BadFields))]
    public async Task Call_IsRefusedAndWritesNothing(SqlEngine engine, string call)
    {
        var (app, caseId) = await filed.StateAsync(engine);
        var decisions = await app.DecisionsAsync("chambre-ile-de-france");
        var (bend, fields) = BadFields[call];
        var request = Requests.Decide(caseId);
        bend(request);
        var answered = await app.CountAsync("requests");

        await Faults.InvalidAsync(decisions.RecordDecisionAsync(request), fields);

        Assert.Equal(0, await app.CountAsync("decisions"));
        Assert.Equal(answered, await app.CountAsync("requests"));
    }

    public sealed class Filed : PerEngine
    {
        internal async Task<State> StateAsync(SqlEngine engine) => (State)await GetAsync(engine);

        protected override async Task<IAsyncDisposable> StartAsync(SqlEngine engine)
        {
            var app = await DisciplineApp.StartAsync(engine);
            return new State(app, await app.FiledAsync());
        }
    }

    internal sealed record State(DisciplineApp App, string CaseId) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
