using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Referrals;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class ReferralInput
{
    public static (string RequestId, string CaseId, NewReferral Referral) Read(PrepareReferralRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.Require(Chambers.IsChamber(request.Chamber), "chamber", "Write the name of a first-instance chamber, such as ile-de-france.");
        violations.Require(request.Articles.Count > 0, "articles", "Name at least one article of the code of ethics.");
        for (var i = 0; i < request.Articles.Count; i++)
            violations.Require(request.Articles[i] is >= 1 and <= 112, $"articles[{i}]", "Write 1 to 112, for R.4127-1 to R.4127-112.");
        violations.Require(request.Articles.Distinct().Count() == request.Articles.Count, "articles", "Name each article once.");
        var deliberatedOn = violations.Date(request.DeliberatedOn, "deliberated_on");
        violations.Require(deliberatedOn <= today, "deliberated_on", "Write a day that is not in the future.");
        var referral = new NewReferral
        {
            Chamber = request.Chamber,
            Articles = [.. request.Articles.Order()],
            ReasonedOpinion = violations.Lines(request.ReasonedOpinion, "reasoned_opinion", 50_000),
            DeliberatedOn = deliberatedOn,
        };
        violations.ThrowIfAny();
        return (requestId, caseId, referral);
    }
}

internal sealed record NewReferral
{
    public required string Chamber { get; init; }

    /// <summary>Ascending, distinct.</summary>
    public required IReadOnlyList<int> Articles { get; init; }
    public required string ReasonedOpinion { get; init; }
    public required DateOnly DeliberatedOn { get; init; }
}
