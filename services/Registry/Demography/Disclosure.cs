using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Registry.Demography;

/// <summary>Age by specialty by department soon identifies a person. Callers who do not keep the register get suppressed cells below the threshold and every
/// other number rounded to a multiple of it, totals and unknowns included. Suppression alone would fail: the missing number would be the difference between a
/// total and the rest, or between two questions.</summary>
internal static class Disclosure
{
    /// <summary>Smallest number that partners see; all their numbers are multiples of it.</summary>
    public const int Threshold = 5;

    /// <summary>Callers who keep the register see exact numbers.</summary>
    public static bool IsExactFor(Caller caller) =>
        caller.Has(Role.NationalRegistrar) || caller.Has(Role.DepartmentalClerk) || caller.Has(Role.DepartmentalPresident);

    public static bool Hides(long count) => count is > 0 and < Threshold;

    public static long Round(long count) => (count + (Threshold / 2)) / Threshold * Threshold;
}
