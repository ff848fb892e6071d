using OrdreCouncils.Discipline.Decisions;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Enforcement;

/// <summary>Restriction that an enforceable decision makes (CSP L.4124-6, R.4126-30).</summary>
internal static class EnforcementRules
{
    /// <summary>The firm part only, from the day after the appeal time. Null when the decision restricts nothing: acquittal, warning, reprimand, or a ban that
    /// is suspended as a whole.</summary>
    public static RecordSanctionRequest? Restriction(DecisionRow decision)
    {
        var restricting = decision.Sanction switch
        {
            Sanction.BanFromFunctions => RestrictingSanction.BanFromFunctions,
            Sanction.BanFromPractice => RestrictingSanction.BanFromPractice,
            Sanction.Radiation => RestrictingSanction.Radiation,
            _ => RestrictingSanction.Unspecified,
        };
        var firmMonths = decision.DurationMonths - decision.SuspendedMonths;
        if (restricting == RestrictingSanction.Unspecified || (decision.DurationMonths > 0 && firmMonths == 0))
            return null;

        return new RecordSanctionRequest
        {
            DecisionId = decision.Id,
            Rpps = decision.Rpps,
            Sanction = restricting,
            EffectiveOn = decision.EnforceableOn.ToProto(),
            // No duration: a radiation, or a permanent ban from functions.
            EndsOn = decision.DurationMonths == 0 ? null : TimeLimits.LastDayOf(decision.EnforceableOn, LegalPeriod.OfMonths(firmMonths)).ToProto(),
        };
    }
}
