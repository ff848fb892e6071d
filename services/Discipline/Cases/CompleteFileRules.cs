using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using TimeLimit = OrdreCouncils.LegalTime.TimeLimit;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>The six months of the first-instance chamber run from its receipt of the complete file (CSP L.4124-1, wording of 5 March 2002; R.4126-10, wording
/// of 25 May 2008).</summary>
internal static class CompleteFileRules
{
    /// <summary>FAILED_PRECONDITION unless the case waits for the chamber's decision and its file was not complete before.</summary>
    public static void Check(CaseRow file, DateOnly completeOn)
    {
        CaseRules.CheckOpen(file);
        if (file.Status != CaseStatus.Filed)
            throw Fault.Precondition(Reasons.WrongState, "The case does not wait for a decision of the chamber.");
        if (file.CompleteOn is not null)
            throw Fault.Precondition(Reasons.WrongState, "The complete file is recorded already.");
        var violations = new Violations();
        violations.Require(completeOn >= file.FactsOn, "complete_on", "Write a day that is not before the facts.");
        violations.Require(
            LegalRules.FirstInstanceDecision.InForceOn(completeOn) is not null, "complete_on",
            $"Write a day since {LegalRules.FirstInstanceDecision.Versions[0].From:yyyy-MM-dd}.");
        violations.ThrowIfAny();
    }

    /// <summary>With the holidays of the chamber's seat; null where another code of civil procedure counts (R.4441-27).</summary>
    public static TimeLimit? DecisionTime(string chamber, DateOnly completeOn) =>
        Chambers.SeatOf(chamber) is { } seat ? TimeLimits.Compute(LegalRules.FirstInstanceDecision, completeOn, seat: seat) : null;

    /// <summary>After the last day any party may ask the president of the national chamber for another chamber; nothing happens by itself, and the first
    /// chamber stays seised (R.4126-10).</summary>
    public static bool TransferMayBeAsked(CaseRow file, DateOnly today) => file.Status == CaseStatus.Filed && file.DecisionDueOn < today;
}
