using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Requests;

internal static class Numbers
{
    /// <summary>False, with a violation, unless the text is an RPPS number that this process accepts.</summary>
    public static bool Rpps(this Violations violations, string rpps, RppsPolicy policy, string field = "rpps") =>
        violations.Require(policy.Accepts(rpps), field, RppsNumber.Expected);
}
