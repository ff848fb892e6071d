using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Valid requests; a test changes the fields that it is about.</summary>
internal static class Requests
{
    public static Date Day(int year, int month, int day) => new() { Year = year, Month = month, Day = day };

    public static string Id() => Guid.NewGuid().ToString();

    public static OpenAffairRequest Open(params string[] rpps) => new()
    {
        RequestId = Id(),
        Title = "Divulgation d'un code QR",
        Facts = DisciplineApp.Facts,
        FactsOn = Day(2026, 2, 20),
        Respondents = { rpps.Select(number => new Respondent { Rpps = number }) },
    };

    public static PrepareReferralRequest Prepare(string caseId) => new()
    {
        RequestId = Id(),
        CaseId = caseId,
        Chamber = "ile-de-france",
        Articles = { 4, 13 },
        ReasonedOpinion = DisciplineApp.Opinion,
        DeliberatedOn = Day(2026, 3, 9),
    };

    public static SignReferralRequest Sign(Referral referral) => new() { RequestId = Id(), CaseId = referral.CaseId, Etag = referral.Etag };

    public static ReturnReferralRequest Return(Referral referral) =>
        new() { RequestId = Id(), CaseId = referral.CaseId, Etag = referral.Etag, Reason = "Précisez l'article sur le secret." };

    /// <summary>A ban from practice of three months, two of them suspended.</summary>
    public static RecordDecisionRequest Decide(string caseId) => new()
    {
        RequestId = Id(),
        CaseId = caseId,
        Sanction = Sanction.BanFromPractice,
        DurationMonths = 3,
        SuspendedMonths = 2,
        DecidedOn = Day(2026, 3, 10),
        NotifiedOn = Day(2026, 3, 10),
    };

    public static RecordAppealRequest Appeal(Decision decision, Date lodgedOn) =>
        new() { RequestId = Id(), DecisionId = decision.DecisionId, LodgedOn = lodgedOn };
}
