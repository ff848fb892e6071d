using System.Globalization;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.WatchLists;

internal static class WatchListRules
{
    public const int Longest = 10_000;

    /// <summary>The distinct numbers of a request; a violation names the position of each faulty one.</summary>
    public static IReadOnlyCollection<string> Numbers(this Violations violations, IReadOnlyList<string> rpps, bool mayBeEmpty, RppsPolicy rppsPolicy)
    {
        violations.Require(
            rpps.Count <= Longest && (mayBeEmpty || rpps.Count > 0), "rpps", $"Write {(mayBeEmpty ? 0 : 1)} to {Longest} numbers; {rpps.Count} were sent.");
        for (var place = 0; place < Math.Min(rpps.Count, Longest); place++)
        {
            if (!rppsPolicy.Accepts(rpps[place]))
                violations.Add(string.Create(CultureInfo.InvariantCulture, $"rpps[{place}]"), RppsNumber.Expected);
        }

        return rpps.ToHashSet();
    }
}
