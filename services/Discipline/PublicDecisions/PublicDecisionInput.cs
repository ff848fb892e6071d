using System.Globalization;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Discipline.PublicDecisions;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class PublicDecisionInput
{
    private const int LongestText = 200_000;
    private const int LongestWords = 200;
    private const int MostWords = 12;
    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    public static (string RequestId, string DecisionId, string Text) Read(PreparePublicDecisionRequest request)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var decisionId = violations.Uuid(request.DecisionId, "decision_id");
        var text = violations.Lines(request.Text, "text", LongestText);
        violations.ThrowIfAny();
        return (requestId, decisionId, text);
    }

    public static (string RequestId, string DecisionId) Read(ApprovePublicDecisionRequest request)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var decisionId = violations.Uuid(request.DecisionId, "decision_id");
        violations.Etag(request.Etag);
        violations.ThrowIfAny();
        return (requestId, decisionId);
    }

    public static string DecisionId(string value)
    {
        var violations = new Violations();
        var id = violations.Uuid(value, "decision_id");
        violations.ThrowIfAny();
        return id;
    }

    public static (DecisionSearch Search, int Offset, int Size) Read(SearchPublicDecisionsRequest request)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize, @default: 20, most: 50);
        var words = FoldedText.Of(violations.OptionalText(request.Words, "words", LongestWords)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        violations.Require(words.Length <= MostWords, "words", FormattableString.Invariant($"Write at most {MostWords} words."));
        violations.Require(request.Words.Length == 0 || words.Length > 0, "words", "Write words with letters or digits, or nothing.");
        violations.Require(request.Article.Length == 0 || EthicsArticles.Exists(request.Article), "article", EthicsArticles.Expected);
        violations.Require(Enum.IsDefined(request.Sanction), "sanction", "Send a sanction of the contract, or none.");
        violations.Require(
            request.Year is 0 or (>= FirstYear and <= LastYear), "year", FormattableString.Invariant($"Write {FirstYear} to {LastYear}, or 0 for every year."));
        var offset = 0;
        violations.Require(
            request.PageToken.Length == 0
                || (int.TryParse(request.PageToken, NumberStyles.None, CultureInfo.InvariantCulture, out offset)
                    && offset is > 0 and < PublicDecisionStore.MostFound),
            "page_token", Paging.TokenExpected);
        violations.ThrowIfAny();
        return (new DecisionSearch(words, PublicDecisionTags.Of(request.Article, request.Sanction, request.Year)), offset, size);
    }
}

/// <param name="Words">Folded.</param>
/// <param name="Tags">Values that a decision must have.</param>
internal sealed record DecisionSearch(IReadOnlyList<string> Words, IReadOnlyList<string> Tags);
