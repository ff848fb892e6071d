using OrdreCouncils.Discipline.Register;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Complaints;

/// <summary>The council that is competent for a respondent (CSP R.4126-1, R.4126-2, wordings of 1 January 2020 and 6 December 2019).</summary>
internal static class Competence
{
    /// <summary>INVALID_ARGUMENT names each respondent for whom <paramref name="council"/> is not competent, and the council that is.</summary>
    /// <param name="council">Council that registers the complaint.</param>
    /// <param name="respondents">Respondents.</param>
    /// <param name="entries">From the register, in the order of the respondents: see <see cref="NewRespondent.Looked"/>.</param>
    public static void Check(string council, IReadOnlyList<NewRespondent> respondents, IReadOnlyList<RegisterEntry?> entries)
    {
        var violations = new Violations();
        for (var i = 0; i < respondents.Count; i++)
        {
            var (respondent, entry) = (respondents[i], entries[i]);
            if (Fault(respondent, entry) is { } fault)
            {
                violations.Add(ComplaintInput.RespondentField(i, fault.Field), fault.Expected);
                continue;
            }

            var (competent, article) = Of(respondent, entry);
            violations.Require(
                competent == council, ComplaintInput.RespondentField(i), $"Council {competent} is competent ({article}): the complaint is registered there.");
        }

        violations.ThrowIfAny();
    }

    private static (string Council, string Article) Of(NewRespondent respondent, RegisterEntry? entry) => respondent.Kind switch
    {
        RespondentKind.Student => (entry!.Council, "CSP R.4126-1: the council of the physician whom the student replaced or assisted"),
        RespondentKind.ServiceProvider => (respondent.Department, "CSP R.4126-2: the place of the acts"),
        RespondentKind.Former => (entry!.Council, "CSP R.4126-1, 1°: the last council of the register"),
        _ => (entry!.Council, "CSP R.4126-1, 1°: the council of the register"),
    };

    private static (string Field, string Expected)? Fault(NewRespondent respondent, RegisterEntry? entry)
    {
        // The register does not hold a provider of services.
        if (respondent.Kind == RespondentKind.ServiceProvider)
            return null;
        var field = respondent.Kind == RespondentKind.Student ? "replaced_rpps" : "rpps";
        if (entry is null)
            return (field, "The register knows no physician of this number: check it.");
        if (respondent.Kind != RespondentKind.Student && entry.IsDeceased)
            return (field, "The physician has died: no procedure is possible (CSP R.4126-21).");
        if (respondent.Kind == RespondentKind.Registered && entry.IsFormer)
            return ("kind", "The physician is no longer on the register: send the kind of a former physician.");
        if (respondent.Kind == RespondentKind.Former && !entry.IsFormer)
            return ("kind", "The physician is on the register: send the kind of a registered physician.");
        return CouncilCode.Exists(entry.Council) ? null : (field, "The register names no departmental council for this physician: have it completed first.");
    }
}
