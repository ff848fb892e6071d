using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Drawing;

namespace OrdreCouncils.Registry.Demography.Charts;

/// <summary>One bar per value of a dimension, in descending order of count.</summary>
internal static class RankedBars
{
    public const int MostBars = RankedBarList.MostBars;
    public const double Longest = RankedBarList.Longest;

    /// <param name="counts">By one dimension.</param>
    public static string Draw(CountPhysiciansResponse counts)
    {
        var ranked = counts.Cells.OrderBy(cell => cell.Suppressed).ThenByDescending(cell => cell.Count).ThenBy(cell => cell.Keys[0].Code, StringComparer.Ordinal).ToList();
        return RankedBarList.Draw(
            $"Médecins inscrits {By(counts.Unknowns[0].Dimension)}, {ChartText.Day(counts)}", Notes(counts, ranked.Count),
            [.. ranked.Take(MostBars).Select(cell => new RankedBar(cell.Keys[0].Label, cell.Count, ChartText.Told(cell, counts.RoundedTo)))]);
    }

    private static List<string> Notes(CountPhysiciansResponse counts, int count)
    {
        var notes = new List<string> { $"{ChartText.Physicians(counts.Total)} au tableau." };
        if (RankedBarList.LeftOut(count) is { Length: > 0 } left)
            notes.Add(left);
        if (ChartText.Caution(counts) is { Length: > 0 } caution)
            notes.Add(caution);
        return notes;
    }

    private static string By(DemographyDimension dimension) => dimension switch
    {
        DemographyDimension.Council => "par conseil départemental",
        DemographyDimension.Specialty => "par spécialité",
        DemographyDimension.AgeBand => "par tranche d’âge",
        DemographyDimension.Sex => "par sexe",
        _ => "par mode d’exercice",
    };
}
