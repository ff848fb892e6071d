using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>RPPS numbers of nobody.</summary>
internal static class Physicians
{
    /// <summary>The number whose first ten digits are 10 and <paramref name="sequence"/>, with its key.</summary>
    public static string Rpps(int sequence) => RppsNumber.WithKey(1_000_000_000L + sequence).Value;
}
