using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>An emergency suspension after its first day: hearing, seisin of a body of the Order, end by law (CSP L.4113-14, wording of 19 January 2018;
/// R.4113-111, wording of 28 March 2007).</summary>
internal static class EmergencyRules
{
    /// <summary>The suspension once a body is seised: it ends at the latest with the time of the national body to rule.</summary>
    public static SuspensionRow Seised(SuspensionRow row, EmergencyCourse course, EmergencyBody body, DateOnly on, string field, string council)
    {
        CheckRuns(row);
        if (course.Body.Length > 0 && (course.Body != body.ToString() || course.SeisedOn != on))
            throw Fault.Precondition(Reasons.WrongState, "Another seisin of the Order after this suspension is recorded.");
        Days.NotBefore(on, SuspensionRules.DecisionDay(row), field);
        if (row.RequestedOn is { } requested && requested != on)
            throw Fault.Invalid(field, $"Write {requested:yyyy-MM-dd}, which is recorded with the suspension.");
        if (SuspensionTerms.LastDay(row) < on)
            throw Fault.Precondition(Reasons.WrongState, $"The suspension ended on {row.EndsOn:yyyy-MM-dd}, before the Order was seised.");
        return SuspensionLimits.NationalRuling(on, council)?.LastDay is { } last && last < row.EndsOn ? row with { EndsOn = last } : row;
    }

    /// <summary>The suspension after the hearing, or for want of one. The register never concludes from its own silence that nobody was heard: somebody says
    /// so.</summary>
    public static SuspensionRow Heard(SuspensionRow row, EmergencyCourse course, DateOnly? heardOn, EmergencyAbsence absence, DateOnly today, string council)
    {
        CheckRuns(row);
        if (course.HeardOn is not null || course.Absence.Length > 0)
            throw Fault.Precondition(Reasons.WrongState, "The hearing, or its absence, is recorded.");
        if (heardOn is { } heard)
            Days.NotBefore(heard, SuspensionRules.DecisionDay(row), "heard_on");
        if (SuspensionLimits.Hearing(row, council) is not { } limit)
            return row;
        if (absence == EmergencyAbsence.NotHeld && today <= limit.LastDay)
            throw Fault.Invalid("absence", $"Write it after {limit.LastDay:yyyy-MM-dd}, the last day to hear the physician.");
        var lapses = absence == EmergencyAbsence.NotHeld || heardOn > limit.LastDay;
        return lapses && limit.DayAfter <= row.EndsOn
            ? row with { LiftedOn = limit.DayAfter < row.EffectiveOn ? row.EffectiveOn : limit.DayAfter, LiftGround = nameof(LiftGround.NotHeard) }
            : row;
    }

    /// <summary>The suspension as it ends by law with the ruling of a body of the Order; null when it does not hold on that day.</summary>
    public static SuspensionRow? Ended(SuspensionRow row, DateOnly ruledOn) =>
        SuspensionTerms.LapsesByItself(row) && row.LiftedOn is null && row.EffectiveOn <= ruledOn && ruledOn <= row.EndsOn
            ? row with { LiftedOn = ruledOn, LiftGround = nameof(LiftGround.OrderRuled) }
            : null;

    private static void CheckRuns(SuspensionRow row)
    {
        if (!SuspensionTerms.LapsesByItself(row))
            throw Fault.Precondition(Reasons.WrongState, "It is no emergency suspension (CSP L.4113-14).");
        if (row.LiftedOn is not null)
            throw Fault.Precondition(Reasons.WrongState, "The suspension is lifted, or ended by law.");
    }
}
