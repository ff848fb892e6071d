using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Affairs;

internal static class AffairRules
{
    /// <summary>INVALID_ARGUMENT names each respondent whom no known council can receive.</summary>
    /// <param name="councils">Councils from the register, in the order of the respondents.</param>
    public static void CheckCouncils(IReadOnlyList<string?> councils)
    {
        var violations = new Violations();
        for (var i = 0; i < councils.Count; i++)
        {
            if (councils[i] is not { } council)
                violations.Add(AffairInput.RespondentField(i), "The register knows no physician of this number: check it.");
            else if (!CouncilCode.Exists(council))
                violations.Add(AffairInput.RespondentField(i), "The register names no departmental council for this physician: have it completed first.");
        }

        violations.ThrowIfAny();
    }
}
