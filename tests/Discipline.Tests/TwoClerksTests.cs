using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Two clerks, each at a replica of its own, do one act on one case at the same time: one wins, and the other is told what changed.</summary>
public class TwoClerksTests
{
    private static readonly Date Today = Requests.Day(2026, 3, 10);

    [Theory, Engines]
    public async Task DecisionAppealAndAnswer_ByTwoAtOnce_OneWins(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        await using var replica = await app.ReplicaAsync();
        var caseId = await app.FiledAsync();

        var decision = (await OnceAsync<DecisionsService.DecisionsServiceClient, RecordDecisionResponse>(
            app, replica, "chambre-ile-de-france", "decided", client => client.RecordDecisionAsync(Requests.Decide(caseId)))).Decision;
        await OnceAsync<DecisionsService.DecisionsServiceClient, RecordAppealResponse>(
            app, replica, "chambre-nationale", "The decision is appealed", client => client.RecordAppealAsync(Requests.Appeal(decision, Today)));
        var national = (await OnceAsync<DecisionsService.DecisionsServiceClient, RecordFurtherDecisionResponse>(
            app, replica, "chambre-nationale", "taken its place", client => client.RecordFurtherDecisionAsync(Further(decision)))).Decision;
        var pending = (await OnceAsync<RemediesService.RemediesServiceClient, RecordRemedyResponse>(
            app, replica, "chambre-nationale", "this person has used this remedy", client => client.RecordRemedyAsync(Cassation(national)))).Decision;
        await OnceAsync<RemediesService.RemediesServiceClient, RecordCassationOutcomeResponse>(
            app, replica, "chambre-nationale", "sent the case back", client => client.RecordCassationOutcomeAsync(Outcome(pending)));

        Assert.Equal((2, 2), (await app.CountAsync("decisions"), await app.CountAsync("remedies")));
    }

    [Theory, Engines]
    public async Task StaleEtag_IsRefusedAndWritesNothing(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var national = await app.DecisionsAsync("chambre-nationale");
        var seen = await app.DecidedAsync();
        var appealed = (await national.RecordAppealAsync(Requests.Appeal(seen, Today))).Decision;
        Assert.NotEqual(seen.Etag, appealed.Etag);
        Assert.Equal(appealed.Etag, (await national.GetDecisionAsync(new GetDecisionRequest { DecisionId = seen.DecisionId })).Decision.Etag);
        var stale = Further(seen);
        stale.Etag = seen.Etag;

        await Faults.FailsAsync(StatusCode.Aborted, national.RecordFurtherDecisionAsync(stale));
        var appeal = Requests.Appeal(seen, Today);
        (appeal.Appellant, appeal.Etag) = (Appellant.Council, seen.Etag);
        await Faults.FailsAsync(StatusCode.Aborted, national.RecordAppealAsync(appeal));
        await Faults.FailsAsync(StatusCode.Aborted, (await app.DecisionsAsync("chambre-ile-de-france")).RecordNotificationAsync(new RecordNotificationRequest
        {
            RequestId = Requests.Id(), DecisionId = seen.DecisionId, Addressee = Addressee.Council, SentOn = Today, Etag = seen.Etag,
        }));
        Assert.Equal((1, 1), (await app.CountAsync("decisions"), await app.CountAsync("remedies")));

        stale.Etag = appealed.Etag;
        var answer = (await national.RecordFurtherDecisionAsync(stale)).Decision;
        var remedies = await app.RemediesAsync();
        var cassation = Cassation(answer);
        cassation.Etag = appealed.Etag;
        await Faults.FailsAsync(StatusCode.Aborted, remedies.RecordRemedyAsync(cassation));
        cassation.Etag = answer.Etag;
        var pending = (await remedies.RecordRemedyAsync(cassation)).Decision;
        var outcome = Outcome(pending);
        outcome.Etag = answer.Etag;
        await Faults.FailsAsync(StatusCode.Aborted, remedies.RecordCassationOutcomeAsync(outcome));
        await Faults.FailsAsync(StatusCode.Aborted, remedies.RecordStayAsync(
            new RecordStayRequest { RequestId = Requests.Id(), RemedyId = outcome.RemedyId, From = Today, Etag = answer.Etag }));
        await Faults.FailsAsync(StatusCode.Aborted, remedies.RecordRectificationAsync(new RecordRectificationRequest
        {
            RequestId = Requests.Id(), DecisionId = answer.DecisionId, OrderedOn = Today, NotifiedOn = Today, Etag = answer.Etag,
        }));
    }

    private static async Task<TResponse> OnceAsync<TClient, TResponse>(
        DisciplineApp app, ServiceApp replica, string identity, string told, Func<TClient, AsyncUnaryCall<TResponse>> act)
        where TClient : ClientBase
    {
        var clients = new[] { await app.ClientAsync<TClient>(identity), await replica.ClientAsync<TClient>(identity) };
        var calls = clients.Select(client => act(client).ResponseAsync).ToList();
        await Task.WhenAll(calls.Select(call => call.ContinueWith(_ => { }, TaskScheduler.Default)));

        var refused = Assert.IsType<RpcException>(Assert.Single(calls, call => call.IsFaulted).Exception!.InnerException);
        Assert.Equal((StatusCode.FailedPrecondition, Reasons.WrongState), (refused.StatusCode, refused.Reason()));
        Assert.Contains(told, refused.Status.Detail, StringComparison.Ordinal);
        return await calls.Single(call => call.IsCompletedSuccessfully);
    }

    private static RecordFurtherDecisionRequest Further(Decision decision) => new()
    {
        RequestId = Requests.Id(), DecisionId = decision.DecisionId, Kind = DecisionKind.Appeal, Outcome = DecisionOutcome.Replaces,
        Sanction = Sanction.Reprimand, DecidedOn = Today,
    };

    private static RecordRemedyRequest Cassation(Decision decision) => new()
    {
        RequestId = Requests.Id(), DecisionId = decision.DecisionId, Kind = RemedyKind.Cassation, Appellant = Appellant.Practitioner, LodgedOn = Today,
    };

    private static RecordCassationOutcomeRequest Outcome(Decision pending) => new()
    {
        RequestId = Requests.Id(), RemedyId = pending.Remedies.Single().RemedyId, Outcome = CassationOutcome.Remanded, DecidedOn = Today,
    };
}
