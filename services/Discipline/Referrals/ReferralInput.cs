using System.Globalization;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Referrals;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class ReferralInput
{
    private const int ShortestReason = 10;
    private const int LongestReason = 2_000;

    public static (string RequestId, string CaseId, AskedReferral Referral) Read(PrepareReferralRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var chamber = Chambers.Named(request.Chamber);
        violations.Require(Chambers.IsChamber(chamber), "chamber", "Write the name of a first-instance chamber, such as ile-de-france.");
        for (var i = 0; i < request.Articles.Count; i++)
            violations.Require(EthicsArticles.Exists(Text(request.Articles[i])), $"articles[{i}]", EthicsArticles.Expected);
        var named = EthicsArticles.Read(violations, request.EthicsArticles, "ethics_articles");
        string[] articles = [.. request.Articles.Select(Text), .. named];
        violations.Require(articles.Distinct().Count() == articles.Length, "articles", "Name each article once, here or in ethics_articles.");
        var deliberatedOn = violations.OptionalDate(request.DeliberatedOn, "deliberated_on");
        violations.Require(deliberatedOn is not { } day || day <= today, "deliberated_on", "Write a day that is not in the future.");
        var opinion = request.ReasonedOpinion.Length == 0 ? "" : violations.Lines(request.ReasonedOpinion, "reasoned_opinion", 50_000);
        violations.ThrowIfAny();
        return (requestId, caseId, new AskedReferral(chamber, EthicsArticles.InOrder(articles), opinion, deliberatedOn));
    }

    public static (string RequestId, string CaseId, string Reason) Read(ReturnReferralRequest request)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.Etag(request.Etag);
        var reason = violations.Lines(request.Reason, "reason", LongestReason);
        violations.Require(
            reason.Length is 0 or >= ShortestReason, "reason",
            $"Write {ShortestReason} to {LongestReason} characters: the clerk needs to know what to change.");
        violations.ThrowIfAny();
        return (requestId, caseId, reason);
    }

    private static string Text(int article) => article.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A referral as asked for: for a case of a complaint, what is absent comes from the deliberation and from the complaint.</summary>
internal sealed record AskedReferral(string Chamber, IReadOnlyList<string> Articles, string ReasonedOpinion, DateOnly? DeliberatedOn);

internal sealed record NewReferral
{
    public required string Chamber { get; init; }

    /// <summary>In the order of the code, distinct.</summary>
    public required IReadOnlyList<string> Articles { get; init; }
    public required string ReasonedOpinion { get; init; }
    public required DateOnly DeliberatedOn { get; init; }
}
