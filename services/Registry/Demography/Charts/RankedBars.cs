using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Demography.Charts;

/// <summary>One bar per value of a dimension, in descending order of count.</summary>
internal static class RankedBars
{
    /// <summary>More bars would not be readable.</summary>
    public const int MostBars = 30;

    public const double Longest = 400;

    private const int Top = 50;
    private const int Row = 24;
    private const int Thick = 16;
    private const int From = 300;
    private const int LongestLabel = 42;

    /// <param name="counts">By one dimension.</param>
    public static string Draw(CountPhysiciansResponse counts)
    {
        var ranked = counts.Cells.OrderBy(cell => cell.Suppressed).ThenByDescending(cell => cell.Count).ThenBy(cell => cell.Keys[0].Code, StringComparer.Ordinal).ToList();
        var shown = ranked.Take(MostBars).ToList();
        var most = shown.Max(cell => (long?)cell.Count) ?? 0;
        var notes = Notes(counts, ranked.Count - shown.Count);
        var bottom = Top + (shown.Count * Row);
        using var drawing = new SvgDrawing(
            bottom + 20 + (notes.Count * 18),
            $"Médecins inscrits {By(counts.Unknowns[0].Dimension)}, {ChartText.Day(counts)}",
            $"Du plus grand nombre au plus petit. {string.Join(" ", notes)}");
        for (var i = 0; i < shown.Count; i++)
        {
            var (cell, y) = (shown[i], Top + (i * Row));
            var (label, told) = (cell.Keys[0].Label, ChartText.Told(cell, counts.RoundedTo));
            var length = most == 0 ? 0 : Longest * cell.Count / most;
            drawing.Text(From - 8, y + 13, label.Length > LongestLabel ? label[..(LongestLabel - 1)] + "…" : label, "end", 12);
            drawing.Bar(From, y, length, Thick, SvgDrawing.Blue, $"{label} : {told}");
            drawing.Text(From + length + 6, y + 13, told, "start", 12);
        }

        for (var i = 0; i < notes.Count; i++)
            drawing.Note(bottom + 20 + (i * 18), notes[i]);
        return drawing.End();
    }

    private static List<string> Notes(CountPhysiciansResponse counts, int left)
    {
        var notes = new List<string> { $"{ChartText.Physicians(counts.Total)} au tableau." };
        if (left > 0)
            notes.Add($"{left} autre{(left > 1 ? "s" : "")} ligne{(left > 1 ? "s" : "")}, de nombres plus petits, ne sont pas dessinées.");
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
