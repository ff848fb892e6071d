using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Tests.Testing;
using PublicDecisions = OrdreCouncils.Protos.Discipline.V1.PublicDecisionsService.PublicDecisionsServiceClient;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Public texts of decisions, as two persons of a chamber write and approve them.</summary>
internal static class PublicDecisionSteps
{
    public const string Chamber = "chambre-ile-de-france";
    public const string NationalChamber = "chambre-nationale";

    public static Task<PublicDecisions> PublicAsync(this DisciplineApp app, string identity = Chamber) => app.ClientAsync<PublicDecisions>(identity);

    /// <summary>Another person of the same chamber.</summary>
    public static async Task<PublicDecisions> ColleagueAsync(this DisciplineApp app, string identity = Chamber) =>
        app.Service.ClientWithToken<PublicDecisions>(await TestIdentities.TokenAsync(identity, token => token.Claims["sub"] = identity + "-2"));

    public static PreparePublicDecisionRequest Text(string decisionId, string text, string etag = "") =>
        new() { RequestId = Requests.Id(), DecisionId = decisionId, Text = text, Etag = etag };

    public static ApprovePublicDecisionRequest Approve(string decisionId, string etag) =>
        new() { RequestId = Requests.Id(), DecisionId = decisionId, Etag = etag };

    public static WithdrawPublicDecisionRequest Withdraw(string decisionId) => new() { RequestId = Requests.Id(), DecisionId = decisionId };

    /// <summary>A version by one person; returns its etag.</summary>
    public static async Task<string> WrittenAsync(this DisciplineApp app, string decisionId, string text, string etag = "", string identity = Chamber) =>
        (await (await app.PublicAsync(identity)).PreparePublicDecisionAsync(Text(decisionId, text, etag))).Draft.Etag;

    /// <summary>A version by one person that another has approved; returns its etag.</summary>
    public static async Task<string> PublishedAsync(this DisciplineApp app, string decisionId, string text, string etag = "", string identity = Chamber)
    {
        var written = await app.WrittenAsync(decisionId, text, etag, identity);
        await (await app.ColleagueAsync(identity)).ApprovePublicDecisionAsync(Approve(decisionId, written));
        return written;
    }

    /// <summary>The national chamber's decision on the appeal against a decision of today: it upholds.</summary>
    public static async Task<Decision> UpheldAsync(this DisciplineApp app, Decision decision)
    {
        var national = await app.DecisionsAsync(NationalChamber);
        var appeal = Requests.Appeal(decision, decision.DecidedOn);
        appeal.Appellant = Appellant.Practitioner;
        await national.RecordAppealAsync(appeal);
        return (await national.RecordFurtherDecisionAsync(new RecordFurtherDecisionRequest
        {
            RequestId = Requests.Id(),
            DecisionId = decision.DecisionId,
            Kind = DecisionKind.Appeal,
            Outcome = DecisionOutcome.Upholds,
            DecidedOn = decision.DecidedOn,
        })).Decision;
    }
}
