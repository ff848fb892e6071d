using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Conciliations;

/// <summary>Cases that are conciliated, by which council, and in which order the steps follow (CSP L.4123-2, wording of 18 February 2017; R.4123-18 to
/// R.4123-21, wording of 14 April 2007).</summary>
internal static class ConciliationRules
{
    /// <summary>FAILED_PRECONDITION unless the case is to be conciliated and its conciliation is not recorded.</summary>
    public static void CheckToConciliate(CaseRow file)
    {
        CaseRules.CheckOfComplaintBeforeCouncil(file);
        if (!CaseRules.IsConciliated(file))
        {
            throw CaseRules.Wrong(
                file,
                "it is not conciliated, because its author is a body of the Order or withdrew, or its regime is another one (CSP L.4124-2): record the "
                + "deliberation");
        }

        if (file.Status is not (CaseStatus.ComplaintRegistered or CaseStatus.ConciliationSummoned))
            throw CaseRules.Wrong(file, "the minutes are recorded (CSP R.4123-20), and the council deliberates");
    }

    /// <summary>FAILED_PRECONDITION unless the caller's council is the one that conciliates.</summary>
    public static void CheckCouncil(CaseRow file, RowScope scope)
    {
        if (file.ConciliatingCouncil.Length == 0 && file.OtherCouncilAskedOn is not null)
            throw CaseRules.Wrong(file, "the president of the national council has not named the other council yet (CSP L.4123-2): wait for the answer");
        if (file.ConciliatingCouncil.Length > 0 && file.ConciliatingCouncil != scope.Council)
            throw CaseRules.Wrong(file, $"council {file.ConciliatingCouncil} conciliates in place of this one (CSP L.4123-2)");
    }

    public static void CheckOtherCouncil(CaseRow file, DateOnly requestedOn)
    {
        CheckToConciliate(file);
        if (file.Status == CaseStatus.ConciliationSummoned)
            throw CaseRules.Wrong(file, "the parties are summoned by this council (CSP L.4123-2): another council is asked for before");
        if (file.OtherCouncilAskedOn is not null)
            throw CaseRules.Wrong(file, "another council is asked for already (CSP L.4123-2)");
        if (requestedOn < file.RegisteredOn)
            throw Fault.Invalid("requested_on", "Write a day that is not before the registration of the complaint.");
    }

    public static void CheckNamed(CaseRow file, string council, DateOnly namedOn)
    {
        CheckToConciliate(file);
        if (file.OtherCouncilAskedOn is not { } asked)
            throw CaseRules.Wrong(file, "its council did not ask for another one (CSP L.4123-2): wait for the request");
        if (file.ConciliatingCouncil.Length > 0)
            throw CaseRules.Wrong(file, $"council {file.ConciliatingCouncil} is named already (CSP L.4123-2)");
        var violations = new Violations();
        violations.Require(council != file.Council, "council", "Name another council than that of the case (CSP L.4123-2).");
        violations.Require(namedOn >= asked, "named_on", "Write a day that is not before the request.");
        violations.ThrowIfAny();
    }

    /// <summary>INVALID_ARGUMENT for a conciliator whom the complaint concerns.</summary>
    public static void CheckConciliators(IReadOnlyList<string> conciliators, IReadOnlyList<string> respondents)
    {
        var violations = new Violations();
        for (var i = 0; i < conciliators.Count; i++)
        {
            violations.Require(
                !respondents.Any(respondent => PersonNames.AreSame(respondent, conciliators[i])), $"conciliators[{i}]",
                "Name a member whom the complaint does not concern (CSP R.4123-19).");
        }

        violations.ThrowIfAny();
    }
}
