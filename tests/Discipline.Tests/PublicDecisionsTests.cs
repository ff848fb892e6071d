using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

public class PublicDecisionsTests
{
    [Theory, Engines]
    public async Task Search_ByWordsArticleSanctionAndYear_FindsThePublishedText(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var (first, second) = (await app.DecidedAsync(), await app.DecidedAsync(request =>
            (request.Sanction, request.DurationMonths, request.SuspendedMonths) = (Sanction.Warning, 0, 0)));
        await app.PublishedAsync(first);
        await app.PublishedAsync(second, "Le docteur B a rédigé un certificat inexact.");
        var council = await app.PublicDecisionsAsync("cdom-62");

        Assert.Equal([first.DecisionId], await FoundAsync(council, new() { Words = "SECRET medical" }));
        Assert.Equal([first.DecisionId], await FoundAsync(council, new() { Sanction = Sanction.BanFromPractice }));
        Assert.Equal(2, (await FoundAsync(council, new() { Article = "13", Year = 2026 })).Count);
        Assert.Empty(await FoundAsync(council, new() { Article = "28" }));
        Assert.Empty(await FoundAsync(council, new() { Year = 2025 }));
        var page = await council.SearchPublicDecisionsAsync(new SearchPublicDecisionsRequest { PageSize = 1 });
        var rest = await council.SearchPublicDecisionsAsync(new SearchPublicDecisionsRequest { PageSize = 1, PageToken = page.NextPageToken });
        Assert.Equal("", rest.NextPageToken);
        Assert.Equal(2, page.Results.Concat(rest.Results).Select(result => result.Decision.DecisionId).Distinct().Count());
        var shown = (await council.GetPublicDecisionAsync(new GetPublicDecisionRequest { DecisionId = first.DecisionId })).Decision;
        Assert.Equal((PublicTexts.Text, Sanction.BanFromPractice, 2026, "ile-de-france"), (shown.Text, shown.Sanction, shown.Year, shown.Chamber));
    }

    [Theory, Engines]
    public async Task Publish_AnotherVersionReplacesIt_AndAWithdrawalEndsIt(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        await app.PublishedAsync(decision);
        var chamber = await app.PublicDecisionsAsync();
        var draft = (await chamber.GetPublicDecisionDraftAsync(new GetPublicDecisionDraftRequest { DecisionId = decision.DecisionId })).Draft;

        await app.PublishedAsync(decision, "Le docteur A a divulgué un code.", draft.Etag);

        Assert.Empty(await FoundAsync(chamber, new() { Words = "secret" }));
        Assert.Equal([decision.DecisionId], await FoundAsync(chamber, new() { Words = "code" }));
        await chamber.WithdrawPublicDecisionAsync(new WithdrawPublicDecisionRequest { RequestId = Requests.Id(), DecisionId = decision.DecisionId });
        Assert.Empty(await FoundAsync(chamber, new() { Words = "code" }));
        await Faults.FailsAsync(StatusCode.NotFound, chamber.GetPublicDecisionAsync(new GetPublicDecisionRequest { DecisionId = decision.DecisionId }));
    }

    [Theory, Engines]
    public async Task Publish_ByOneNamelessEyeOrAnotherChamber_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.Register.Names[DisciplineApp.Doctor75] = "Rochefontaine";
        var decision = await app.DecidedAsync();
        var chamber = await app.PublicDecisionsAsync();
        foreach (var text in new[] { $"Le docteur {DisciplineApp.Doctor75} a divulgué un code.", "Le docteur Rochefontaine a divulgué un code.", "" })
            await Faults.InvalidAsync(chamber.PreparePublicDecisionAsync(PublicTexts.Prepare(decision, text)), "text");
        var draft = (await chamber.PreparePublicDecisionAsync(PublicTexts.Prepare(decision))).Draft;
        var approve = new ApprovePublicDecisionRequest { RequestId = Requests.Id(), DecisionId = decision.DecisionId, Etag = draft.Etag };

        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.FourEyes, chamber.ApprovePublicDecisionAsync(approve));
        await Faults.FailsAsync(StatusCode.Aborted, chamber.PreparePublicDecisionAsync(PublicTexts.Prepare(decision, "Autre texte.", "0")));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState,
            (await app.PublicDecisionsAsync("chambre-nationale")).PreparePublicDecisionAsync(PublicTexts.Prepare(decision)));
        var elsewhere = await app.PublicDecisionsAsync("chambre-occitanie");
        await Faults.FailsAsync(StatusCode.NotFound, elsewhere.PreparePublicDecisionAsync(PublicTexts.Prepare(decision)));
        await Faults.FailsAsync(
            StatusCode.NotFound, elsewhere.GetPublicDecisionDraftAsync(new GetPublicDecisionDraftRequest { DecisionId = decision.DecisionId }));
        await Faults.InvalidAsync(
            chamber.SearchPublicDecisionsAsync(new SearchPublicDecisionsRequest { Words = "!", Article = "92", Year = 12, PageToken = "x", PageSize = 51 }),
            "words", "article", "year", "page_token", "page_size");
        Assert.Equal(0, await app.CountAsync("public_decisions"));
    }

    private static async Task<List<string>> FoundAsync(PublicDecisionsService.PublicDecisionsServiceClient reader, SearchPublicDecisionsRequest search) =>
        [.. (await reader.SearchPublicDecisionsAsync(search)).Results.Select(result => result.Decision.DecisionId)];
}
