using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Valid requests of a council on a complaint of a patient against a physician of council 75; a test changes the fields that it is about.</summary>
internal static class CouncilRequests
{
    public const string AuthorName = "Ysolde Quincampoix";
    public const string Address = "3 rue des Lilas\n75011 Paris";
    public const string Facts = "Le certificat décrit une maladie que la patiente n'a pas.";
    public const string Disagreement = "Le motif du certificat reste contesté.";

    public static readonly Date Registered = Requests.Day(2026, 3, 2);

    public static RegisterComplaintRequest Complaint(params string[] rpps) => new()
    {
        RequestId = Requests.Id(),
        Author = new ComplaintAuthor { Kind = AuthorKind.Patient, Name = AuthorName, Address = Address },
        Title = "Certificat inexact",
        Facts = Facts,
        FactsOn = Requests.Day(2026, 2, 20),
        Place = "Paris",
        Grievances = { "28", "37-1", "4" },
        Documents = { new ComplaintDocument { Title = "Certificat", ReceivedOn = Registered } },
        Respondents = { rpps.Select(number => new ComplaintRespondent { Rpps = number }) },
        RegisteredOn = Registered,
        Signed = true,
        Copies = rpps.Length + 3,
    };

    public static SummonConciliationRequest Summon(string caseId) => new()
    {
        RequestId = Requests.Id(),
        CaseId = caseId,
        SentOn = Requests.Day(2026, 3, 5),
        MeetingOn = Requests.Day(2026, 3, 9),
        Conciliators = { "Ambre Vasseline" },
    };

    public static RecordConciliationRequest Minutes(string caseId, ConciliationOutcome outcome = ConciliationOutcome.None) => new()
    {
        RequestId = Requests.Id(),
        CaseId = caseId,
        HeldOn = Requests.Day(2026, 3, 9),
        Outcome = outcome,
        Disagreements = outcome == ConciliationOutcome.Partial ? Disagreement : "",
        SignedByAuthor = true,
        SignedByRespondent = true,
        SignedByConciliators = true,
    };

    public static RecordDeliberationRequest Deliberate(string caseId, DeliberationOutcome outcome = DeliberationOutcome.Associate) => new()
    {
        RequestId = Requests.Id(),
        CaseId = caseId,
        DeliberatedOn = Requests.Day(2026, 3, 10),
        Outcome = outcome,
        Members = { Member("Ombeline Castagnier"), Member("Corentin Dubosquet"), Member("Solveig Marchandeau", recused: true), Member("Tibère Lancelin") },
        VotesFor = 2,
        Abstentions = 1,
        ReasonedOpinion = DisciplineApp.Opinion,
    };

    public static DeliberatingMember Member(string name, bool recused = false) => new() { Name = name, Recused = recused };

    /// <summary>The referral of a case of a complaint: opinion, day and articles come from the deliberation and the complaint.</summary>
    public static PrepareReferralRequest Prepare(string caseId) => new() { RequestId = Requests.Id(), CaseId = caseId, Chamber = "ile-de-france" };
}
