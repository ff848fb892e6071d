using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Days that a sanction may have (CSP L.4124-6), and whether it may be corrected.</summary>
internal static class SanctionRules
{
    public static void CheckEnd(Violations violations, RestrictionKind kind, DateOnly? endsOn, bool stayed)
    {
        if (kind == RestrictionKind.Radiation)
        {
            violations.Require(
                endsOn is not null == stayed, "ends_on",
                stayed ? "Write the day before the stay." : "Leave it out: a radiation has no end of its own, unless it is stayed.");
        }
        else
        {
            violations.Require(!stayed, "stayed", "Leave it out: only a radiation tells that its end is a stay.");
        }

        if (kind == RestrictionKind.BanFromPractice)
            violations.Require(endsOn is not null, "ends_on", "Write the last day: a ban from practice is temporary.");
        // The three years of 4° limit one sanction. Not checked: a suspended part made enforceable is added to a new sanction and may exceed them.
    }

    /// <summary>The restriction after the correction; null when it is withdrawn.</summary>
    public static RestrictionRow? Corrected(RestrictionRow known, SanctionCorrectionTerms asked)
    {
        if (asked.Withdrawn)
            return null;
        var violations = new Violations();
        CheckEnd(violations, Enum.Parse<RestrictionKind>(known.Kind), asked.EndsOn, asked.Stayed);
        violations.ThrowIfAny();
        return known with { EffectiveOn = asked.EffectiveOn, EndsOn = asked.EndsOn };
    }

    /// <summary>A granted relief ended the radiation, and the physician may have entered the register since: both would contradict the correction.</summary>
    public static void CheckNotRelieved(IEnumerable<ReliefRow> reliefs)
    {
        if (reliefs.Any(relief => relief.Outcome == nameof(ReliefOutcome.Granted)))
        {
            throw Fault.Precondition(
                Reasons.WrongState, "The physician is relieved of this radiation: withdraw the relief with CorrectRelief, then repeat this request.");
        }
    }
}

/// <param name="Withdrawn">The days are then empty.</param>
internal sealed record SanctionCorrectionTerms(string DecisionId, string Rpps, bool Withdrawn, DateOnly EffectiveOn, DateOnly? EndsOn, bool Stayed);
