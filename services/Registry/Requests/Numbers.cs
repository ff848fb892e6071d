using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Requests;

/// <summary>Reads RPPS numbers of requests.</summary>
internal static class Numbers
{
    /// <summary>Adds a violation unless the text is an RPPS number that this process accepts.</summary>
    public static bool Rpps(this Violations violations, string rpps, RppsPolicy policy, string field = "rpps") =>
        violations.Require(policy.Accepts(rpps), field, RppsNumber.Expected);
}
