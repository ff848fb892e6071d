using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>RPPS numbers that belong to no real person.</summary>
internal static class Physicians
{
    /// <summary>The number with the first ten digits 1000000000 + <paramref name="sequence"/>, and its check digit.</summary>
    public static string Rpps(int sequence) => RppsNumber.WithKey(1_000_000_000L + sequence).Value;
}
