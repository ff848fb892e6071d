using System.Globalization;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Demography.Charts;

/// <summary>French words and numbers, whatever the machine's culture.</summary>
internal static class ChartText
{
    /// <summary>Narrow no-break spaces between thousands: <c>341 000</c>.</summary>
    private static readonly NumberFormatInfo French = new() { NumberGroupSeparator = "\u202f" };

    public static string Number(long count) => count.ToString("#,0", French);

    public static string Physicians(long count) => $"{Number(count)} médecin{(count > 1 ? "s" : "")}";

    public static string Day(CountPhysiciansResponse counts) => counts.On.Day().InFrench();

    /// <summary>Note on rounding and suppression; empty for exact numbers.</summary>
    public static string Caution(CountPhysiciansResponse counts) => counts.RoundedTo > 1
        ? $"Nombres arrondis au multiple de {counts.RoundedTo} ; effectifs inférieurs à {counts.RoundedTo} non montrés."
        : "";

    public static string Told(DemographyCell cell, int roundedTo) => cell.Suppressed ? $"moins de {roundedTo}" : Number(cell.Count);
}
