using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Discipline.Affairs;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class AffairInput
{
    private const int MostRespondents = 200;
    private const int LongestText = 200;

    public static (string RequestId, NewAffair Affair) Read(OpenAffairRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var factsOn = violations.Past(request.FactsOn, "facts_on", today);
        var affair = new NewAffair
        {
            Title = violations.Text(request.Title, "title", 200),
            Facts = violations.Lines(request.Facts, "facts", 20_000),
            FactsOn = factsOn,
            Respondents = Respondents(violations, request),
        };
        violations.ThrowIfAny();
        return (requestId, affair);
    }

    public static (AffairFilter Filter, string Before, int Size) Read(ListAffairsRequest request)
    {
        var violations = new Violations();
        var size = violations.PageSize(request.PageSize, @default: 50, most: 200);
        var before = violations.Before(request.PageToken);
        var words = FoldedText.Of(violations.OptionalText(request.Text, "text", LongestText)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        violations.Require(request.Text.Length == 0 || words.Length > 0, "text", "Write words of the title, or nothing.");
        violations.ThrowIfAny();
        return (new AffairFilter(words, request.Undelivered), before, size);
    }

    public static string RespondentField(int i) => $"respondents[{i}].rpps";

    private static string[] Respondents(Violations violations, OpenAffairRequest request)
    {
        violations.Require(request.Respondents.Count is >= 1 and <= MostRespondents, "respondents", $"Name 1 to {MostRespondents} physicians.");
        var numbers = request.Respondents.Select(respondent => respondent.Rpps).ToArray();
        var seen = new HashSet<string>();
        for (var i = 0; i < Math.Min(numbers.Length, MostRespondents); i++)
        {
            if (violations.Require(RppsNumber.IsValid(numbers[i]), RespondentField(i), RppsNumber.Expected))
                violations.Require(seen.Add(numbers[i]), RespondentField(i), "Name each physician once.");
        }

        return numbers;
    }
}

internal sealed record NewAffair
{
    public required string Title { get; init; }
    public required string Facts { get; init; }
    public required DateOnly FactsOn { get; init; }

    /// <summary>Distinct RPPS numbers.</summary>
    public required IReadOnlyList<string> Respondents { get; init; }
}
