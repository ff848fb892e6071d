using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Local.Demo;

/// <summary>One affair with three respondents in three councils; one decision becomes enforceable and reaches the register.</summary>
internal static class DisciplineChapter
{
    private const string Chamber = "ile-de-france";

    public static async Task TellAsync(Story story)
    {
        story.Chapter(3, "Discipline: an affair of three respondents in three departments");
        string[] councils = ["75", "62", "13"];
        var respondents = councils.ToDictionary(council => council, council => story.PhysiciansOf[council][1]);

        var affairs = await story.AsAsync<AffairsService.AffairsServiceClient>("cnom-discipline");
        var request = new OpenAffairRequest
        {
            RequestId = Story.NewRequestId(),
            Title = "Divulgation d'un code QR médical",
            Facts = "Trois médecins ont consulté sans motif un certificat de vaccination et en ont divulgué le code QR.",
            FactsOn = Dates.Proto(story.Today.AddDays(-20)),
        };
        request.Respondents.AddRange(respondents.Values.Select(rpps => new Respondent { Rpps = rpps }));
        var affair = (await affairs.OpenAffairAsync(request)).Affair;
        story.Check(affair.Cases.Select(one => one.Council).Order().SequenceEqual(councils.Order()), "each respondent's case went to the council of the respondent's department");

        var caseId = "";
        foreach (var council in councils)
        {
            var cases = await story.AsAsync<CasesService.CasesServiceClient>($"cdom-{council}");
            var seen = (await cases.ListCasesAsync(new ListCasesRequest())).Cases;
            story.Check(seen.Count == 1 && seen[0].Rpps == respondents[council], $"council {council} sees its own respondent, and no other");
            if (council == "75")
                caseId = seen[0].CaseId;
        }

        var stranger = await story.AsAsync<CasesService.CasesServiceClient>("cdom-62");
        await story.RefusedAsync(
            stranger.GetCaseAsync(new GetCaseRequest { CaseId = caseId }), StatusCode.NotFound, Reasons.NotFound, "council 62 asks for the case of council 75");

        await FileAsync(story, caseId);
        await DecideAsync(story, caseId, respondents["75"]);
    }

    private static async Task FileAsync(Story story, string caseId)
    {
        var clerk = await story.AsAsync<ReferralsService.ReferralsServiceClient>("cdom-75");
        var prepared = (await clerk.PrepareReferralAsync(new PrepareReferralRequest
        {
            RequestId = Story.NewRequestId(),
            CaseId = caseId,
            Chamber = Chamber,
            Articles = { 3, 4 },
            ReasonedOpinion = "Le conseil s'associe à la plainte : le secret médical a été violé.",
            DeliberatedOn = Dates.Proto(story.Today),
        })).Referral;
        await story.RefusedAsync(
            clerk.SignReferralAsync(new SignReferralRequest { RequestId = Story.NewRequestId(), CaseId = caseId, Etag = prepared.Etag }),
            StatusCode.PermissionDenied, Reasons.RoleMissing, "the clerk signs what the clerk prepared");

        var president = await story.AsAsync<ReferralsService.ReferralsServiceClient>("cdom-75-president");
        var signed = (await president.SignReferralAsync(new SignReferralRequest { RequestId = Story.NewRequestId(), CaseId = caseId, Etag = prepared.Etag })).Referral;
        story.Check(signed.SignedBy.Length > 0, $"the president signs: the case is filed with the chamber {signed.Chamber}");

        var registry = await story.AsAsync<CasesService.CasesServiceClient>($"chambre-{Chamber}");
        var complete = (await registry.RecordCompleteFileAsync(
            new RecordCompleteFileRequest { RequestId = Story.NewRequestId(), CaseId = caseId, CompleteOn = Dates.Proto(story.Today) })).Case;
        story.Check(
            complete.DecisionDueOn is { } due && Dates.Civil(due) > story.Today && !complete.TransferMayBeAsked,
            "the chamber records the complete file: it has six months from that day to decide");
    }

    private static async Task DecideAsync(Story story, string caseId, string rpps)
    {
        story.Chapter(4, "A decision: ban of six months, three of them suspended");
        var chamber = await story.AsAsync<DecisionsService.DecisionsServiceClient>($"chambre-{Chamber}");
        var decision = (await chamber.RecordDecisionAsync(new RecordDecisionRequest
        {
            RequestId = Story.NewRequestId(),
            CaseId = caseId,
            Sanction = Sanction.BanFromPractice,
            DurationMonths = 6,
            SuspendedMonths = 3,
            DecidedOn = Dates.Proto(story.Today),
            NotifiedOn = Dates.Proto(story.Today),
            FarthestResidence = Residence.Metropolitan,
        })).Decision;
        foreach (var step in decision.AppealTime.Steps)
            story.Say($"{Dates.Show(step.Date)}  {step.Text} ({step.Article})");

        var register = await story.AsAsync<PhysiciansService.PhysiciansServiceClient>("cnam");
        var before = await register.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps });
        story.Check(before.Registration is { MayPractise: true, Restrictions.Count: 0 }, "while an appeal is possible the register shows no ban");

        var enforceable = Dates.Civil(decision.EnforceableOn);
        story.Platform.Clock.AdvanceTo(Dates.NoonInParis(enforceable));
        var during = await Story.EventuallyAsync(
            async () => (await register.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps })).Registration, answer => answer.Restrictions.Count > 0);
        var lastDay = enforceable.AddMonths(3).AddDays(-1);
        story.Check(
            during is { Registered: true, MayPractise: false } && during.Restrictions.Count == 1
            && Dates.Civil(during.Restrictions[0].EffectiveOn) == enforceable && Dates.Civil(during.Restrictions[0].EndsOn) == lastDay,
            $"on {enforceable:d MMMM yyyy} the register shows the ban to cnam, until {lastDay:d MMMM yyyy}");

        if (story.Attestation is { } attestation)
        {
            story.Check(
                !(await story.SearchAsPublicAsync(attestation)).Contains(rpps, StringComparison.Ordinal),
                "the public search of physicians in practice no longer shows the physician");
            var page = await story.Http.GetStringAsync(new Uri(attestation.Page, UriKind.Relative));
            story.Check(page.Contains("Caduque", StringComparison.Ordinal), "the attestation of registration issued before is void, and its page says so");
        }

        story.Platform.Clock.AdvanceTo(Dates.NoonInParis(lastDay.AddDays(1)));
        var after = (await register.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps })).Registration;
        story.Check(after is { MayPractise: true, Restrictions.Count: 0 }, "the day after its end the ban is gone");
        var then = (await register.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = rpps, On = Dates.Proto(enforceable.AddDays(10)) })).Registration;
        story.Check(then is { MayPractise: false, Restrictions.Count: 1 }, "asked about a day within it, the register still tells the truth");
    }
}
