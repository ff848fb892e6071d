using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Counts;

namespace OrdreCouncils.Registry.Demography;

/// <summary>Age by specialty by department soon identifies a person. Callers get suppressed cells below the threshold and every other number rounded to a
/// multiple of it, totals and unknowns included, except of a register that they keep. Suppression alone would fail: the missing number would be the difference
/// between a total and the rest, or between two questions.</summary>
internal static class Disclosure
{
    /// <summary>Smallest rounded number; all rounded numbers are multiples of it.</summary>
    public const int Threshold = SmallCounts.Threshold;

    /// <summary>The national registrar keeps the whole register, a departmental council the part that the question limits to that council.</summary>
    public static bool IsExactFor(Caller caller, DemographyQuestion question) =>
        caller.Has(Role.NationalRegistrar)
        || ((caller.Has(Role.DepartmentalClerk) || caller.Has(Role.DepartmentalPresident))
            && question.Filter.TryGetValue(DemographyDimension.Council, out var council) && council.Length > 0 && council == caller.Council);

    public static bool Hides(long count) => SmallCounts.IsSmall(count);

    public static long Round(long count) => (count + (Threshold / 2)) / Threshold * Threshold;
}
