using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class ReliefInput
{
    private const int LongestDecision = 100;
    private const int LongestReason = 500;

    /// <summary>Not a rule of law: catches typing errors.</summary>
    private const int MostDaysAhead = 366;

    /// <summary>The row has no id and no number yet.</summary>
    public static (string RequestId, ReliefRow Row) Read(RecordReliefRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var restriction = violations.Uuid(request.RestrictionId, "restriction_id");
        var terms = new ReliefTerms
        {
            Decision = request.Decision,
            FinalOn = request.FinalOn,
            RequestedOn = request.RequestedOn,
            DecidedOn = request.DecidedOn,
            Outcome = request.Outcome,
            EffectiveOn = request.EffectiveOn,
        };
        var row = Read(violations, terms, "", today);
        violations.ThrowIfAny();
        return (requestId, row with { RestrictionId = restriction });
    }

    /// <summary>Null terms withdraw the relief.</summary>
    public static (string RequestId, string Id, ReliefRow? Terms, string Reason) Read(CorrectReliefRequest request, DateOnly today)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.ReliefId, "relief_id");
        var terms = request.Terms is null ? null : Read(violations, request.Terms, "terms.", today);
        var reason = violations.Lines(request.Reason, "reason", LongestReason);
        violations.ThrowIfAny();
        return (requestId, id, terms, reason);
    }

    private static ReliefRow Read(Violations violations, ReliefTerms terms, string prefix, DateOnly today)
    {
        var decision = violations.Text(terms.Decision, $"{prefix}decision", LongestDecision);
        var finalOn = violations.Past(terms.FinalOn, $"{prefix}final_on", today);
        var requestedOn = violations.Past(terms.RequestedOn, $"{prefix}requested_on", today);
        var decidedOn = violations.Past(terms.DecidedOn, $"{prefix}decided_on", today);
        violations.Require(
            Enum.IsDefined(terms.Outcome) && terms.Outcome != ReliefOutcome.Unspecified, $"{prefix}outcome", "Write what the chamber decided.");
        var effectiveOn = violations.OptionalDate(terms.EffectiveOn, $"{prefix}effective_on");
        if (terms.Outcome == ReliefOutcome.Granted)
            violations.Require(terms.EffectiveOn is not null, $"{prefix}effective_on", "Write the first day on which the radiation holds no more.");
        else
            violations.Require(terms.EffectiveOn is null, $"{prefix}effective_on", "Leave it out: the radiation stands.");
        if (!violations.Any)
        {
            violations.Require(requestedOn >= finalOn, $"{prefix}requested_on", "Write a day that is not before final_on.");
            violations.Require(decidedOn >= requestedOn, $"{prefix}decided_on", "Write a day that is not before requested_on.");
            violations.Require(
                effectiveOn is not { } day || (day >= decidedOn && day <= today.AddDays(MostDaysAhead)), $"{prefix}effective_on",
                "Write a day that is not before decided_on, and at most one year ahead.");
        }

        return new ReliefRow
        {
            Decision = decision,
            FinalOn = finalOn,
            RequestedOn = requestedOn,
            DecidedOn = decidedOn,
            Outcome = terms.Outcome.ToString(),
            EffectiveOn = effectiveOn,
        };
    }
}
