using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd.AffairStory;

/// <summary>Physicians opened a patient's certificate without reason, and its QR code was published. The fund that runs the service names them to the national
/// council, which sends each one to the council of the place of practice.</summary>
public class AffairStoryTests
{
    [Theory, Engines]
    public async Task Affair_FromTheListToThreeOutcomes_EndsInTheRegister(SqlEngine engine)
    {
        await using var cast = await Cast.GatherAsync(engine, "75", "62", "13");

        // The list: two persons are sure, one waits for a human choice, one is no physician.
        var affair = await cast.TheFundSendsItsListAsync();
        var lines = await cast.EachLineIsLookedUpAsync(affair);
        await cast.APersonChoosesAsync(Assert.Single(lines, line => line.State == AffairLineState.Doubtful), "13");
        await cast.APersonSetsAsideAsync(Assert.Single(lines, line => line.State == AffairLineState.Unmatched));
        var cases = await cast.EachCouncilReceivesItsCaseAsync(affair);
        await cast.TheNationalCouncilDecidesItsOwnFollowUpAsync(affair);

        // Marseille: the physician has died, and nothing more can be done.
        Assert.Equal(CaseStatus.EndedByDeath, (await cast.ThePhysicianHasDiedAsync(cases["13"])).Status);
        await RefusedAsync(cast, "cdom-13", cases["13"]);

        // Arras: a patient complains too. They are reconciled, and the council refers nothing.
        var complaint = await cast.APatientComplainsAsync();
        Assert.Equal(CaseStatus.Conciliated, (await cast.TheyAreReconciledAsync(complaint)).Status);
        Assert.Equal(CaseStatus.NotReferred, (await cast.TheCouncilDoesNotReferAsync(cases["62"])).Status);

        // Paris: the council refers, the chamber instructs, hears and bans for six months, three of them suspended.
        var decision = await TheChamberJudgesAsync(cast, cases["75"]);

        // Nobody appeals, as it seems: the day comes, and a partner reads the ban.
        var first = decision.EnforceableOn.Civil();
        cast.GoTo(first);
        await BannedAsync(cast, first, first.AddMonths(3).AddDays(-1));

        // But somebody did, on the last day. What the register showed is withdrawn.
        cast.GoTo(first.AddDays(6));
        await cast.AnAppealOfTheLastDayIsTypedLateAsync(decision);
        await FreeAsync(cast);
        Assert.Empty((await cast.PartnerReadsAsync("75", first)).Restrictions);

        // The national chamber hears the case, reduces the ban to one month and fixes its days.
        await TheNationalChamberJudgesAsync(cast, cases["75"], decision);

        Assert.Equal(
            new Dictionary<string, CaseStatus>
            {
                ["75"] = CaseStatus.Enforceable, ["62"] = CaseStatus.NotReferred, ["13"] = CaseStatus.EndedByDeath,
            },
            await cast.TheDashboardShowsAsync(affair));
        await EveryChainIsIntactAsync(cast);
        Assert.Empty(cast.Logs.Errors);
    }

    private static async Task<Decision> TheChamberJudgesAsync(Cast cast, string caseId)
    {
        var exhibit = await cast.TheCouncilAddsAnExhibitAsync(caseId);
        var signed = await cast.ThePresidentSignsAsync(await cast.TheClerkPreparesAsync(caseId, ChamberScenes.Chamber));
        Assert.Equal(ChamberScenes.Chamber, signed.Chamber);

        // From now on the physician follows the own case, and the chamber has the documents.
        Assert.Equal(OwnCaseStage.BeforeChamber, (await OwnCaseAsync(cast, caseId)).Stage);
        var documents = await cast.AsAsync<CaseDocumentsService.CaseDocumentsServiceClient>(ChamberScenes.Registry);
        var listed = await documents.ListCaseDocumentsAsync(new ListCaseDocumentsRequest { CaseId = caseId });
        Assert.Equal((exhibit.DocumentId, "Capture d'écran"), (Assert.Single(listed.Documents).DocumentId, listed.Documents[0].Title));

        var registered = await cast.TheRegistryRegistersAsync(caseId, ChamberScenes.Registry);
        Assert.Contains("conseil départemental 75", registered.Competence, StringComparison.Ordinal);
        var answered = await cast.TheRespondentAnswersAsync(caseId);
        Assert.False(Assert.Single(answered.Memoranda).Late);
        Assert.Equal(HearingOutcome.Held, (await cast.TheFormationHearsThemAsync(caseId, ChamberScenes.Registry)).Outcome);

        var decision = await cast.TheChamberBansAsync(caseId, months: 6, suspended: 3);
        // Without a notification no time limit runs, and nothing is enforceable.
        Assert.Null(decision.EnforceableOn);
        decision = await cast.EveryoneIsNotifiedAsync(decision, ChamberScenes.Registry);
        Assert.Equal(decision.LastDayOfAppeal.Civil().AddDays(2), decision.EnforceableOn.Civil());
        await FreeAsync(cast);
        return decision;
    }

    private static async Task TheNationalChamberJudgesAsync(Cast cast, string caseId, Decision first)
    {
        Assert.Equal(OwnCaseStage.BeforeNationalChamber, (await OwnCaseAsync(cast, caseId)).Stage);
        await cast.TheRegistryRegistersAsync(caseId, ChamberScenes.National);
        Assert.Equal(HearingOutcome.Held, (await cast.TheFormationHearsThemAsync(caseId, ChamberScenes.National)).Outcome);
        var from = cast.Today.AddDays(30);
        var judged = await cast.TheNationalChamberReplacesAsync(first, months: 1, from);
        judged = await cast.EveryoneIsNotifiedAsync(judged, ChamberScenes.National);
        Assert.True(judged is { Stands: true, FinalOn: not null });

        cast.GoTo(from.AddDays(-1));
        await FreeAsync(cast);
        cast.GoTo(from);
        var last = from.AddMonths(1).AddDays(-1);
        await BannedAsync(cast, from, last);
        cast.GoTo(last.AddDays(1));
        await FreeAsync(cast);
        // The days of the ban stay true, and those of the first one never were.
        Assert.False((await cast.PartnerReadsAsync("75", from)).MayPractise);
        Assert.True((await cast.PartnerReadsAsync("75", first.EnforceableOn.Civil())).MayPractise);
    }

    private static async Task BannedAsync(Cast cast, DateOnly first, DateOnly last)
    {
        await Until.TrueAsync(async () => (await cast.PartnerReadsAsync("75")).Restrictions.Count == 1, "the register shows the ban");
        var shown = await cast.PartnerReadsAsync("75");
        Assert.True(shown is { Registered: true, MayPractise: false });
        Assert.Equal((first, last), (shown.Restrictions[0].EffectiveOn.Civil(), shown.Restrictions[0].EndsOn.Civil()));
    }

    private static async Task FreeAsync(Cast cast)
    {
        await Until.TrueAsync(async () => (await cast.PartnerReadsAsync("75")).Restrictions.Count == 0, "the register shows no ban");
        Assert.True((await cast.PartnerReadsAsync("75")).MayPractise);
    }

    private static async Task RefusedAsync(Cast cast, string clerk, string caseId)
    {
        var referrals = await cast.AsAsync<ReferralsService.ReferralsServiceClient>(clerk);
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, "CASE_ENDED",
            referrals.PrepareReferralAsync(new PrepareReferralRequest
            {
                RequestId = Cast.Id(), CaseId = caseId, Chamber = "provence-alpes-cote-d-azur-corse", Articles = { 4 },
                ReasonedOpinion = "Le conseil saisit la chambre.", DeliberatedOn = Cast.Day(cast.Today),
            }));
    }

    private static async Task<OwnCase> OwnCaseAsync(Cast cast, string caseId)
    {
        var physician = await cast.AsAsync<OwnCasesService.OwnCasesServiceClient>($"medecin-{cast.Doctors["75"].Rpps}@own_disciplinary_case");
        return (await physician.GetOwnCaseAsync(new GetOwnCaseRequest { CaseId = caseId })).Case;
    }

    private static async Task EveryChainIsIntactAsync(Cast cast)
    {
        var auditor = await cast.AsAsync<AuditService.AuditServiceClient>("cnom-audit");
        foreach (var store in cast.Platform.Stores.Keys)
        {
            var answer = await auditor.VerifyAuditLogAsync(new VerifyAuditLogRequest(), new Metadata { { "ordre-store", store } });
            Assert.True(answer.Intact, $"{store}: {answer}");
        }
    }
}
