using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Registry.Demography;

/// <summary>
/// What of the numbers a caller gets. Age by specialty by department soon tells of one person: for those who do not keep the register, cells under the
/// threshold are suppressed, and every other number is rounded to a multiple of it, totals and numbers of unknowns included. Suppressing alone would not
/// do: what is missing would be the difference between a total and the rest, or between two questions.
/// </summary>
internal static class Disclosure
{
    /// <summary>The smallest number told to partners, and what all of theirs are multiples of.</summary>
    public const int Threshold = 5;

    /// <summary>Whoever keeps the register sees its numbers.</summary>
    public static bool IsExactFor(Caller caller) =>
        caller.Has(Role.NationalRegistrar) || caller.Has(Role.DepartmentalClerk) || caller.Has(Role.DepartmentalPresident);

    public static bool Hides(long count) => count is > 0 and < Threshold;

    public static long Round(long count) => (count + (Threshold / 2)) / Threshold * Threshold;
}
