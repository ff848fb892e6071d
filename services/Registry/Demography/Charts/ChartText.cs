using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Drawing;

namespace OrdreCouncils.Registry.Demography.Charts;

/// <summary>French words of the charts.</summary>
internal static class ChartText
{
    public static string Physicians(long count) => $"{FrenchNumbers.Text(count)} médecin{(count > 1 ? "s" : "")}";

    public static string Day(CountPhysiciansResponse counts) => counts.On.Day().InFrench();

    /// <summary>Note on rounding and suppression; empty for exact numbers.</summary>
    public static string Caution(CountPhysiciansResponse counts) => counts.RoundedTo > 1
        ? $"Nombres arrondis au multiple de {counts.RoundedTo} ; effectifs inférieurs à {counts.RoundedTo} non montrés."
        : "";

    public static string Told(DemographyCell cell, int roundedTo) => cell.Suppressed ? $"moins de {roundedTo}" : FrenchNumbers.Text(cell.Count);
}
