namespace OrdreCouncils.ServiceDefaults.Counts;

/// <summary>Numbers so small that they describe a handful of persons.</summary>
public static class SmallCounts
{
    /// <summary>Smallest number that is shown, other than zero.</summary>
    public const int Threshold = 5;

    public static bool IsSmall(long count) => count is > 0 and < Threshold;
}
