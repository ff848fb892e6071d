using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Physicians;
using OrdreCouncils.ServiceDefaults.Errors;
using TimeLimit = OrdreCouncils.LegalTime.TimeLimit;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>When one who was struck off may be relieved of it (CSP L.4124-8).</summary>
internal static class ReliefRules
{
    private const int LongestDecision = 100;

    /// <summary>How far ahead a relief may take effect: this only catches slips.</summary>
    private const int MostDaysAhead = 366;

    /// <summary>The relief asked to be recorded, without an id and a number; INVALID_ARGUMENT naming every field at fault.</summary>
    public static (string RequestId, ReliefRow Row) Read(RecordReliefRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.Uuid(request.RequestId, "request_id");
        var restriction = violations.Uuid(request.RestrictionId, "restriction_id");
        var decision = violations.Text(request.Decision, "decision", LongestDecision);
        var finalOn = violations.Past(request.FinalOn, "final_on", today);
        var requestedOn = violations.Past(request.RequestedOn, "requested_on", today);
        var decidedOn = violations.Past(request.DecidedOn, "decided_on", today);
        violations.Require(Enum.IsDefined(request.Outcome) && request.Outcome != ReliefOutcome.Unspecified, "outcome", "Write what the chamber decided.");
        var effectiveOn = violations.OptionalDate(request.EffectiveOn, "effective_on");
        if (request.Outcome == ReliefOutcome.Granted)
            violations.Require(request.EffectiveOn is not null, "effective_on", "Write the first day on which the radiation holds no more.");
        else
            violations.Require(request.EffectiveOn is null, "effective_on", "Leave it out: the radiation stands.");
        if (!violations.Any)
        {
            violations.Require(requestedOn >= finalOn, "requested_on", "Write a day that is not before final_on.");
            violations.Require(decidedOn >= requestedOn, "decided_on", "Write a day that is not before requested_on.");
            violations.Require(
                effectiveOn is not { } day || (day >= decidedOn && day <= today.AddDays(MostDaysAhead)), "effective_on",
                "Write a day that is not before decided_on, and at most one year ahead.");
        }

        violations.ThrowIfAny();
        return (requestId, new ReliefRow
        {
            RestrictionId = restriction,
            Decision = decision,
            FinalOn = finalOn,
            RequestedOn = requestedOn,
            DecidedOn = decidedOn,
            Outcome = request.Outcome.ToString(),
            EffectiveOn = effectiveOn,
        });
    }

    /// <summary>The time that has to pass before a request: from the radiation, then from the last refusal. Null when relief was granted.</summary>
    public static TimeLimit? Wait(DateOnly finalOn, IReadOnlyList<ReliefRow> before) => before switch
    {
        [] => Since(LegalRules.RadiationRelief, finalOn),
        [.., { Outcome: nameof(ReliefOutcome.Granted) }] => null,
        [.., var refused] => Since(LegalRules.RadiationReliefRenewal, refused.DecidedOn),
    };

    /// <summary>Fails unless a relief can be recorded after those before it.</summary>
    public static void Check(ReliefRow asked, RestrictionRow radiation, IReadOnlyList<ReliefRow> before)
    {
        if (asked.FinalOn > radiation.EffectiveOn)
            throw Fault.Invalid("final_on", $"Write a day that is not after {radiation.EffectiveOn:yyyy-MM-dd}: a radiation runs once it is final.");
        var wait = Wait(asked.FinalOn, before) ?? throw Fault.Precondition(Reasons.WrongState, "The physician is relieved of this radiation.");
        if (asked.RequestedOn < wait.DayAfter)
        {
            throw Fault.Precondition(
                RegistryReasons.ReliefTooEarly, $"The request could be made from {wait.DayAfter:yyyy-MM-dd} on ({wait.Version.Article}).");
        }
    }

    /// <summary>What began before the article counts from its first day: it asks for no more then.</summary>
    private static TimeLimit Since(LegalRule rule, DateOnly day) => TimeLimits.Compute(rule, day < rule.Versions[0].From ? rule.Versions[0].From : day);
}
