using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Local.Demo;

/// <summary>One affair from the list of an outside body to three councils, each of which decides its own follow-up: one refers, one conciliates a patient's
/// complaint and refers nothing, and one learns that its physician has died.</summary>
internal static class DisciplineChapter
{
    private const string Chamber = "ile-de-france";
    private static readonly string[] Councils = ["75", "62", "13"];

    public static async Task TellAsync(Story story)
    {
        story.Chapter(3, "Discipline: a list of persons who leaked a QR code, and three councils");
        var respondents = Councils.ToDictionary(council => council, council => story.PhysiciansOf[council][1]);
        await AffairListSteps.TellAsync(story, respondents);

        var cases = new Dictionary<string, string>();
        foreach (var council in Councils)
        {
            var clerk = await story.AsAsync<CasesService.CasesServiceClient>($"cdom-{council}");
            var seen = (await clerk.ListCasesAsync(new ListCasesRequest())).Cases;
            story.Check(seen.Count == 1 && seen[0].Rpps == respondents[council], $"council {council} sees its own respondent, and no other");
            cases[council] = seen[0].CaseId;
        }

        var stranger = await story.AsAsync<CasesService.CasesServiceClient>("cdom-62");
        await story.RefusedAsync(
            stranger.GetCaseAsync(new GetCaseRequest { CaseId = cases["75"] }), StatusCode.NotFound, Reasons.NotFound,
            "council 62 asks for the case of council 75");

        await ConciliateAsync(story, respondents["62"], cases["62"]);
        await DieAsync(story, cases["13"]);
        await FileAsync(story, cases["75"]);
        await SanctionChapter.TellAsync(story, cases["75"], respondents["75"]);
    }

    private static async Task ConciliateAsync(Story story, string rpps, string caseId)
    {
        var today = Dates.Proto(story.Today);
        var complaints = await story.AsAsync<ComplaintsService.ComplaintsServiceClient>("cdom-62");
        var complaint = (await complaints.RegisterComplaintAsync(new RegisterComplaintRequest
        {
            RequestId = Story.NewRequestId(),
            Author = new ComplaintAuthor { Kind = AuthorKind.Patient, Name = "Ysolde Quincampoix", Address = "3 rue des Lilas\n62000 Arras" },
            Title = "Consultation sans motif",
            Facts = "La patiente a appris que son certificat avait été consulté sans motif.",
            FactsOn = today,
            Grievances = { "4" },
            Respondents = { new ComplaintRespondent { Rpps = rpps } },
            RegisteredOn = today,
            Signed = true,
            Copies = 4,
        })).Complaint;
        var complained = complaint.Cases[0].CaseId;
        var conciliations = await story.AsAsync<ConciliationsService.ConciliationsServiceClient>("cdom-62");
        await conciliations.SummonConciliationAsync(new SummonConciliationRequest
        {
            RequestId = Story.NewRequestId(), CaseId = complained, SentOn = today, MeetingOn = today, Conciliators = { "Ambre Vasseline" },
        });
        var conciliated = (await conciliations.RecordConciliationAsync(new RecordConciliationRequest
        {
            RequestId = Story.NewRequestId(),
            CaseId = complained,
            HeldOn = today,
            Outcome = ConciliationOutcome.Total,
            SignedByAuthor = true,
            SignedByRespondent = true,
            SignedByConciliators = true,
        })).Case;
        story.Check(conciliated.Status == CaseStatus.Conciliated, $"council 62 registers complaint {complaint.Number} of a patient, and conciliates it");

        var deliberations = await story.AsAsync<DeliberationsService.DeliberationsServiceClient>("cdom-62");
        var ended = (await deliberations.RecordDeliberationAsync(new RecordDeliberationRequest
        {
            RequestId = Story.NewRequestId(),
            CaseId = caseId,
            DeliberatedOn = today,
            Outcome = DeliberationOutcome.NoReferral,
            Members = { new DeliberatingMember { Name = "Corentin Dubosquet" }, new DeliberatingMember { Name = "Tibère Lancelin" } },
            VotesFor = 2,
            ReasonedOpinion = "Le médecin a reconnu les faits et s'est excusé auprès de la patiente.",
        })).Case;
        story.Check(ended.Status == CaseStatus.NotReferred, "the council then deliberates not to refer the case of the affair");
    }

    private static async Task DieAsync(Story story, string caseId)
    {
        var clerk = await story.AsAsync<CasesService.CasesServiceClient>("cdom-13");
        var ended = (await clerk.RecordDeathAsync(
            new RecordDeathRequest { RequestId = Story.NewRequestId(), CaseId = caseId, DiedOn = Dates.Proto(story.Today) })).Case;
        story.Check(ended.Status == CaseStatus.EndedByDeath && ended.NextDeadline is null, "council 13 learns that its physician has died: the case ends");
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
        var signed =
            (await president.SignReferralAsync(new SignReferralRequest { RequestId = Story.NewRequestId(), CaseId = caseId, Etag = prepared.Etag })).Referral;
        story.Check(signed.SignedBy.Length > 0, $"the president signs: the case is filed with the chamber {signed.Chamber}");

        var registry = await story.AsAsync<CasesService.CasesServiceClient>($"chambre-{Chamber}");
        var complete = (await registry.RecordCompleteFileAsync(
            new RecordCompleteFileRequest { RequestId = Story.NewRequestId(), CaseId = caseId, CompleteOn = Dates.Proto(story.Today) })).Case;
        story.Check(
            complete.DecisionDueOn is { } due && Dates.Civil(due) > story.Today && !complete.TransferMayBeAsked,
            "the chamber records the complete file: it has six months from that day to decide");
    }
}
