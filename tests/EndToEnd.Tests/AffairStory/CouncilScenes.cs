using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.EndToEnd.AffairStory;

/// <summary>The three councils, each in its own way.</summary>
internal static class CouncilScenes
{
    /// <summary>Council 62 receives a patient's complaint about the same physician.</summary>
    public static async Task<string> APatientComplainsAsync(this Cast cast)
    {
        var today = Cast.Day(cast.Today);
        var clerk = await cast.AsAsync<ComplaintsService.ComplaintsServiceClient>("cdom-62");
        return (await clerk.RegisterComplaintAsync(new RegisterComplaintRequest
        {
            RequestId = Cast.Id(),
            Author = new ComplaintAuthor { Kind = AuthorKind.Patient, Name = "Ysolde Quincampoix", Address = "3 rue des Lilas\n62000 Arras" },
            Title = "Consultation sans motif",
            Facts = "La patiente a appris que son certificat avait été consulté sans motif.",
            FactsOn = today,
            Grievances = { "4" },
            Respondents = { new ComplaintRespondent { Rpps = cast.Doctors["62"].Rpps } },
            RegisteredOn = today,
            Signed = true,
            Copies = 4,
        })).Complaint.Cases[0].CaseId;
    }

    public static async Task<Case> TheyAreReconciledAsync(this Cast cast, string caseId)
    {
        var clerk = await cast.AsAsync<ConciliationsService.ConciliationsServiceClient>("cdom-62");
        await clerk.SummonConciliationAsync(new SummonConciliationRequest
        {
            RequestId = Cast.Id(), CaseId = caseId, SentOn = Cast.Day(cast.Today), MeetingOn = Cast.Day(cast.Today.AddDays(14)),
            Conciliators = { "Ambre Vasseline" },
        });
        cast.GoTo(cast.Today.AddDays(14));
        return (await clerk.RecordConciliationAsync(new RecordConciliationRequest
        {
            RequestId = Cast.Id(),
            CaseId = caseId,
            HeldOn = Cast.Day(cast.Today),
            Outcome = ConciliationOutcome.Total,
            SignedByAuthor = true,
            SignedByRespondent = true,
            SignedByConciliators = true,
        })).Case;
    }

    public static async Task<Case> TheCouncilDoesNotReferAsync(this Cast cast, string caseId)
    {
        var clerk = await cast.AsAsync<DeliberationsService.DeliberationsServiceClient>("cdom-62");
        return (await clerk.RecordDeliberationAsync(new RecordDeliberationRequest
        {
            RequestId = Cast.Id(),
            CaseId = caseId,
            DeliberatedOn = Cast.Day(cast.Today),
            Outcome = DeliberationOutcome.NoReferral,
            Members = { new DeliberatingMember { Name = "Corentin Dubosquet" }, new DeliberatingMember { Name = "Tibère Lancelin" } },
            VotesFor = 2,
            ReasonedOpinion = "Le médecin a reconnu les faits et s'est excusé auprès de la patiente.",
        })).Case;
    }

    public static async Task<Case> ThePhysicianHasDiedAsync(this Cast cast, string caseId)
    {
        var clerk = await cast.AsAsync<CasesService.CasesServiceClient>("cdom-13");
        return (await clerk.RecordDeathAsync(new RecordDeathRequest { RequestId = Cast.Id(), CaseId = caseId, DiedOn = Cast.Day(cast.Today) })).Case;
    }

    /// <summary>Council 75 adds the screen capture to its case.</summary>
    public static async Task<CaseDocument> TheCouncilAddsAnExhibitAsync(this Cast cast, string caseId)
    {
        var file = Encoding.ASCII.GetBytes("%PDF-1.7 " + new string('x', 300_000));
        var clerk = await cast.AsAsync<CaseDocumentsService.CaseDocumentsServiceClient>("cdom-75");
        using var call = clerk.UploadCaseDocument();
        await call.RequestStream.WriteAsync(new UploadCaseDocumentRequest
        {
            Header = new CaseDocumentHeader
            {
                RequestId = Cast.Id(), CaseId = caseId, Kind = CaseDocumentKind.Exhibit, Title = "Capture d'écran", ReceivedOn = Cast.Day(cast.Today),
                Size = file.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
            },
        });
        foreach (var chunk in file.Chunk(200_000))
            await call.RequestStream.WriteAsync(new UploadCaseDocumentRequest { Chunk = ByteString.CopyFrom(chunk) });
        await call.RequestStream.CompleteAsync();
        return (await call).Document;
    }

    public static async Task<Referral> TheClerkPreparesAsync(this Cast cast, string caseId, string chamber)
    {
        var clerk = await cast.AsAsync<ReferralsService.ReferralsServiceClient>("cdom-75");
        return (await clerk.PrepareReferralAsync(new PrepareReferralRequest
        {
            RequestId = Cast.Id(),
            CaseId = caseId,
            Chamber = chamber,
            Articles = { 3, 4 },
            ReasonedOpinion = "Le conseil s'associe à la plainte : le secret médical a été violé.",
            DeliberatedOn = Cast.Day(cast.Today),
        })).Referral;
    }

    public static async Task<Referral> ThePresidentSignsAsync(this Cast cast, Referral prepared)
    {
        var president = await cast.AsAsync<ReferralsService.ReferralsServiceClient>("cdom-75-president");
        return (await president.SignReferralAsync(
            new SignReferralRequest { RequestId = Cast.Id(), CaseId = prepared.CaseId, Etag = prepared.Etag })).Referral;
    }
}
