using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.EndToEnd.KillStorm;

/// <summary>The acknowledgements of one filing, from the complaint to the decision.</summary>
internal sealed record Filing
{
    public required string Rpps { get; init; }
    public required string Council { get; init; }

    /// <summary>Empty for a case that the national council opened.</summary>
    public string ComplaintId { get; set; } = "";
    public string ComplaintNumber { get; set; } = "";
    public string AffairId { get; set; } = "";
    public string CaseId { get; set; } = "";
    public string ChamberNumber { get; set; } = "";
    public Decision Decision { get; set; } = new();
}

/// <summary>Requests of a filing. The decision was notified long ago, so that its sanction is enforceable at once.</summary>
internal static class FilingRequests
{
    public const string Chamber = "ile-de-france";

    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static Date Today => Day(0);

    public static OpenAffairRequest Open(Filing filing) => new()
    {
        RequestId = Id(), Title = "Affaire d'essai", Facts = "Faits d'essai.", FactsOn = Day(-200), Respondents = { new Respondent { Rpps = filing.Rpps } },
    };

    public static RegisterComplaintRequest Complain(Filing filing) => new()
    {
        RequestId = Id(),
        Author = new ComplaintAuthor { Kind = AuthorKind.Patient, Name = "Ysolde Quincampoix", Address = "3 rue des Lilas\n75011 Paris" },
        Title = "Certificat d'essai",
        Facts = "Faits d'essai.",
        FactsOn = Day(-200),
        Grievances = { "28" },
        Respondents = { new ComplaintRespondent { Rpps = filing.Rpps } },
        RegisteredOn = Today,
        Signed = true,
        Copies = 4,
    };

    public static SummonConciliationRequest Summon(Filing filing) => new()
    {
        RequestId = Id(), CaseId = filing.CaseId, SentOn = Today, MeetingOn = Today, Conciliators = { "Ambre Vasseline" },
    };

    public static RecordConciliationRequest Fail(Filing filing) => new()
    {
        RequestId = Id(), CaseId = filing.CaseId, HeldOn = Today, Outcome = ConciliationOutcome.None, SignedByAuthor = true, SignedByRespondent = true,
        SignedByConciliators = true,
    };

    public static RecordDeliberationRequest Deliberate(Filing filing) => new()
    {
        RequestId = Id(),
        CaseId = filing.CaseId,
        DeliberatedOn = Today,
        Outcome = DeliberationOutcome.Transmit,
        Members = { new DeliberatingMember { Name = "Corentin Dubosquet" }, new DeliberatingMember { Name = "Tibère Lancelin" } },
        VotesFor = 2,
        ReasonedOpinion = "Avis d'essai.",
    };

    public static PrepareReferralRequest Prepare(Filing filing)
    {
        var request = new PrepareReferralRequest { RequestId = Id(), CaseId = filing.CaseId, Chamber = Chamber };
        if (filing.ComplaintId.Length > 0)
            return request;
        // The referral of a complaint takes these from the deliberation and the complaint.
        request.Articles.Add(4);
        request.ReasonedOpinion = "Avis d'essai.";
        request.DeliberatedOn = Today;
        return request;
    }

    public static SignReferralRequest Sign(Filing filing, string etag) => new() { RequestId = Id(), CaseId = filing.CaseId, Etag = etag };

    public static RegisterCaseRequest Register(Filing filing) => new() { RequestId = Id(), CaseId = filing.CaseId, RegisteredOn = Today };

    public static RecordDecisionRequest Decide(Filing filing, int daysAgo) => new()
    {
        RequestId = Id(),
        CaseId = filing.CaseId,
        Sanction = Sanction.BanFromPractice,
        DurationMonths = 12,
        DecidedOn = Day(-daysAgo),
        NotifiedOn = Day(-daysAgo),
        FarthestResidence = Residence.Metropolitan,
    };

    private static string Id() => Guid.NewGuid().ToString();

    private static Date Day(int days)
    {
        var day = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Paris).AddDays(days);
        return new Date { Year = day.Year, Month = day.Month, Day = day.Day };
    }
}
