using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>The public text of a decision of Île-de-France, written by one person and approved by another.</summary>
internal static class PublicTexts
{
    public const string Text = "Le docteur A a méconnu le secret médical.";

    public static PreparePublicDecisionRequest Prepare(Decision decision, string text = Text, string etag = "") =>
        new() { RequestId = Requests.Id(), DecisionId = decision.DecisionId, Text = text, Etag = etag };

    public static Task<PublicDecisionsService.PublicDecisionsServiceClient> PublicDecisionsAsync(
        this DisciplineApp app, string identity = "chambre-ile-de-france") => app.ClientAsync<PublicDecisionsService.PublicDecisionsServiceClient>(identity);

    /// <summary>A decision of the national chamber on an appeal, of which that chamber has written and read a draft; returns its id.</summary>
    public static async Task<string> NationalDraftAsync(this DisciplineApp app)
    {
        var decision = await app.DecidedAsync();
        var national = await app.DecisionsAsync("chambre-nationale");
        await national.RecordAppealAsync(Requests.Appeal(decision, decision.DecidedOn));
        var answer = (await national.RecordFurtherDecisionAsync(new RecordFurtherDecisionRequest
        {
            RequestId = Requests.Id(),
            DecisionId = decision.DecisionId,
            Kind = DecisionKind.Appeal,
            Outcome = DecisionOutcome.Upholds,
            DecidedOn = decision.DecidedOn,
        })).Decision;
        var texts = await app.PublicDecisionsAsync("chambre-nationale");
        await texts.PreparePublicDecisionAsync(Prepare(answer));
        await texts.GetPublicDecisionDraftAsync(new GetPublicDecisionDraftRequest { DecisionId = answer.DecisionId });
        return answer.DecisionId;
    }

    public static async Task PublishedAsync(this DisciplineApp app, Decision decision, string text = Text, string etag = "")
    {
        var draft = (await (await app.PublicDecisionsAsync()).PreparePublicDecisionAsync(Prepare(decision, text, etag))).Draft;
        var second = app.Service.ClientWithToken<PublicDecisionsService.PublicDecisionsServiceClient>(
            await TestIdentities.TokenAsync("chambre-ile-de-france", token => token.Claims["sub"] = "second-person"));
        await second.ApprovePublicDecisionAsync(
            new ApprovePublicDecisionRequest { RequestId = Requests.Id(), DecisionId = decision.DecisionId, Etag = draft.Etag });
    }
}
