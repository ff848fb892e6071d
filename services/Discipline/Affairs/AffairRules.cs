using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Affairs;

internal static class AffairRules
{
    private const int MostRespondents = 200;

    /// <summary>Reads an affair to open. INVALID_ARGUMENT names every field at fault.</summary>
    public static (string RequestId, NewAffair Affair) Read(OpenAffairRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var factsOn = violations.Date(request.FactsOn, "facts_on");
        violations.Require(factsOn <= today, "facts_on", "Write a day that is not in the future.");
        var affair = new NewAffair
        {
            Title = violations.Text(request.Title, "title", 200),
            Facts = violations.Text(request.Facts, "facts", 20_000),
            FactsOn = factsOn,
            Respondents = Respondents(violations, request),
        };
        violations.ThrowIfAny();
        return (requestId, affair);
    }

    /// <summary>INVALID_ARGUMENT names each respondent whom no known council can receive.</summary>
    /// <param name="councils">Councils from the register, in the order of the respondents.</param>
    public static void CheckCouncils(IReadOnlyList<string?> councils)
    {
        var violations = new Violations();
        for (var i = 0; i < councils.Count; i++)
        {
            if (councils[i] is not { } council)
                violations.Add(Field(i), "The register knows no physician of this number: check it.");
            else if (!CouncilCode.Exists(council))
                violations.Add(Field(i), "The register names no departmental council for this physician: have it completed first.");
        }

        violations.ThrowIfAny();
    }

    private static string[] Respondents(Violations violations, OpenAffairRequest request)
    {
        violations.Require(request.Respondents.Count is >= 1 and <= MostRespondents, "respondents", $"Name 1 to {MostRespondents} physicians.");
        var numbers = request.Respondents.Select(respondent => respondent.Rpps).ToArray();
        var seen = new HashSet<string>();
        for (var i = 0; i < Math.Min(numbers.Length, MostRespondents); i++)
        {
            if (violations.Require(RppsNumber.IsValid(numbers[i]), Field(i), RppsNumber.Expected))
                violations.Require(seen.Add(numbers[i]), Field(i), "Name each physician once.");
        }

        return numbers;
    }

    private static string Field(int i) => $"respondents[{i}].rpps";
}

internal sealed record NewAffair
{
    public required string Title { get; init; }
    public required string Facts { get; init; }
    public required DateOnly FactsOn { get; init; }

    /// <summary>Distinct RPPS numbers.</summary>
    public required IReadOnlyList<string> Respondents { get; init; }
}
