using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Sanctions that the register accepts (CSP L.4124-6, 3° to 5°). INVALID_ARGUMENT names every field at fault.</summary>
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
        if (kind == RestrictionKind.Radiation)
            violations.Require(request.EndsOn is null, "ends_on", "Leave it out: a radiation has no end of its own.");
        else if (kind == RestrictionKind.BanFromPractice)
            violations.Require(request.EndsOn is not null, "ends_on", "Write the last day: a ban from practice is temporary.");
        // The three years of 4° limit one sanction. Not checked: a suspended part made enforceable is added to a new sanction and may exceed them.
        if (until < from)
            violations.Add("ends_on", "Write a day that is not before effective_on.");
        violations.ThrowIfAny();
        return new RestrictionRow { Rpps = request.Rpps, DecisionId = decision, Kind = kind.ToString(), EffectiveOn = from, EndsOn = until };
    }

    private static RestrictionKind Kind(RestrictingSanction sanction) => sanction switch
    {
        RestrictingSanction.BanFromFunctions => RestrictionKind.BanFromFunctions,
        RestrictingSanction.BanFromPractice => RestrictionKind.BanFromPractice,
        RestrictingSanction.Radiation => RestrictionKind.Radiation,
        _ => RestrictionKind.Unspecified,
    };
}
