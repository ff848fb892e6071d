using System.Globalization;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>RPPS numbers of nobody.</summary>
internal static class Physicians
{
    /// <summary>The number whose first ten digits are 10 and <paramref name="sequence"/>, with its key.</summary>
    public static string Rpps(int sequence)
    {
        var digits = (1_000_000_000L + sequence).ToString(CultureInfo.InvariantCulture);
        return Enumerable.Range(0, 10).Select(key => $"{digits}{key}").Single(Luhn);
    }

    private static bool Luhn(string number) => number.Reverse().Select((c, i) => (c - '0') * (1 + (i % 2))).Sum(d => (d / 10) + (d % 10)) % 10 == 0;
}
