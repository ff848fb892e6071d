using OrdreCouncils.Discipline.Register;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Affairs;

internal static class AffairRules
{
    /// <summary>INVALID_ARGUMENT names each respondent whom no known council can receive.</summary>
    /// <param name="entries">From the register, in the order of the respondents.</param>
    public static void CheckRespondents(IReadOnlyList<RegisterEntry?> entries)
    {
        var violations = new Violations();
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i] is not { } entry)
                violations.Add(AffairInput.RespondentField(i), "The register knows no physician of this number: check it.");
            else if (entry.IsDeceased)
                violations.Add(AffairInput.RespondentField(i), "The physician has died: no procedure is possible (CSP R.4126-21).");
            else if (!CouncilCode.Exists(entry.Council))
                violations.Add(AffairInput.RespondentField(i), "The register names no departmental council for this physician: have it completed first.");
        }

        violations.ThrowIfAny();
    }
}
