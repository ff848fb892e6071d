using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Sanctions that the register accepts (CSP L.4124-6, 3° to 5°), and their corrections. INVALID_ARGUMENT names every field at fault.</summary>
internal static class SanctionInput
{
    private const int LongestDecisionId = 100;

    public static RestrictionRow Read(RecordSanctionRequest request, RppsPolicy rppsPolicy)
    {
        var violations = new Violations();
        violations.RequestId(request.RequestId);
        var decision = violations.Text(request.DecisionId, "decision_id", LongestDecisionId);
        violations.Rpps(request.Rpps, rppsPolicy);
        var kind = Kind(request.Sanction);
        violations.Require(kind != RestrictionKind.Unspecified, "sanction", "Write the kind of sanction.");
        var from = violations.Date(request.EffectiveOn, "effective_on");
        var until = violations.OptionalDate(request.EndsOn, "ends_on");
        SanctionRules.CheckEnd(violations, kind, until, request.Stayed);
        CheckOrder(violations, from, until);
        violations.ThrowIfAny();
        return new RestrictionRow { Rpps = request.Rpps, DecisionId = decision, Kind = kind.ToString(), EffectiveOn = from, EndsOn = until };
    }

    public static SanctionCorrectionTerms Read(CorrectSanctionRequest request, RppsPolicy rppsPolicy)
    {
        var violations = new Violations();
        violations.RequestId(request.RequestId);
        var decision = violations.Text(request.DecisionId, "decision_id", LongestDecisionId);
        violations.Rpps(request.Rpps, rppsPolicy);
        var withdrawn = request.Correction == SanctionCorrection.Withdrawn;
        DateOnly from = default;
        DateOnly? until = null;
        if (withdrawn)
        {
            violations.Require(request.EffectiveOn is null, "effective_on", "Leave it out: a withdrawn sanction has no days.");
            violations.Require(request.EndsOn is null, "ends_on", "Leave it out: a withdrawn sanction has no days.");
            violations.Require(!request.Stayed, "stayed", "Leave it out: a withdrawn sanction has no days.");
        }
        else
        {
            violations.Require(request.Correction == SanctionCorrection.OtherDays, "correction", "Write whether the sanction is withdrawn or gets other days.");
            from = violations.Date(request.EffectiveOn, "effective_on");
            until = violations.OptionalDate(request.EndsOn, "ends_on");
            CheckOrder(violations, from, until);
        }

        violations.ThrowIfAny();
        return new SanctionCorrectionTerms(decision, request.Rpps, withdrawn, from, until, request.Stayed);
    }

    private static void CheckOrder(Violations violations, DateOnly from, DateOnly? until)
    {
        if (until < from)
            violations.Add("ends_on", "Write a day that is not before effective_on.");
    }

    private static RestrictionKind Kind(RestrictingSanction sanction) => sanction switch
    {
        RestrictingSanction.BanFromFunctions => RestrictionKind.BanFromFunctions,
        RestrictingSanction.BanFromPractice => RestrictionKind.BanFromPractice,
        RestrictingSanction.Radiation => RestrictionKind.Radiation,
        _ => RestrictionKind.Unspecified,
    };
}
