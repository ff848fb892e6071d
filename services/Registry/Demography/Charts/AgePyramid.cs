using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Drawing;

namespace OrdreCouncils.Registry.Demography.Charts;

/// <summary>Age pyramid: the oldest on top, men on the left, women on the right; bar length is proportional to the count.</summary>
internal static class AgePyramid
{
    public const double Longest = 280;

    private const int Top = 70;
    private const int Row = 30;
    private const int Thick = 22;
    private const double Middle = SvgDrawing.Width / 2.0;

    // Half the width of the column of age labels in the middle.
    private const double Gap = 60;

    /// <param name="counts">By age band and sex.</param>
    public static string Draw(CountPhysiciansResponse counts)
    {
        var cells = counts.Cells.ToDictionary(cell => (Age: cell.Keys[0].Code, Sex: cell.Keys[1].Code));
        var most = cells.Where(pair => pair.Key is { Age.Length: > 0, Sex.Length: > 0 }).Max(pair => (long?)pair.Value.Count) ?? 0;
        var notes = Notes(counts, cells);
        var bottom = Top + (AgeBands.Codes.Count * Row);
        using var drawing = new SvgDrawing(
            bottom + 20 + (notes.Count * 18),
            $"Pyramide des âges des médecins inscrits, {ChartText.Day(counts)}",
            $"{ChartText.Physicians(counts.Total)} au tableau. Une ligne par tranche d’âge : les hommes à gauche, les femmes à droite. {string.Join(" ", notes)}");
        drawing.Text(Middle - Gap, Top - 14, "Hommes", "end", 14, SvgDrawing.Blue);
        drawing.Text(Middle + Gap, Top - 14, "Femmes", "start", 14, SvgDrawing.Orange);
        for (var band = 0; band < AgeBands.Codes.Count; band++)
        {
            var (code, y) = (AgeBands.Codes[band], bottom - ((band + 1) * Row));
            drawing.Text(Middle, y + 16, AgeBands.Label(code), "middle", 12);
            Side(code, "M", y, left: true);
            Side(code, "F", y, left: false);
        }

        drawing.Notes(bottom + 20, notes);
        return drawing.End();

        void Side(string age, string sex, double y, bool left)
        {
            if (!cells.TryGetValue((age, sex), out var cell))
                return;
            var length = most == 0 ? 0 : Longest * cell.Count / most;
            var edge = left ? Middle - Gap : Middle + Gap;
            var told = ChartText.Told(cell, counts.RoundedTo);
            drawing.Bar(
                left ? edge - length : edge, y, length, Thick, left ? SvgDrawing.Blue : SvgDrawing.Orange,
                $"{(left ? "Hommes" : "Femmes")}, {AgeBands.Label(age)} : {told}");
            drawing.Text(left ? edge - length - 6 : edge + length + 6, y + 16, told, left ? "end" : "start", 12);
        }
    }

    /// <summary>Persons in no bar, and the precision of the numbers.</summary>
    private static List<string> Notes(CountPhysiciansResponse counts, Dictionary<(string Age, string Sex), DemographyCell> cells)
    {
        var notes = new List<string> { $"{ChartText.Physicians(counts.Total)} au tableau, dont {FrenchNumbers.Text(counts.Unknowns[0].Count)} d’âge inconnu, qui ne sont pas dessinés." };
        // A sum of the shown cells would reveal the suppressed ones.
        if (cells.Any(pair => pair.Key is { Age.Length: > 0, Sex.Length: 0 }))
            notes.Add($"Sexe inconnu : {FrenchNumbers.Text(counts.Unknowns[1].Count)}, pas dessinés non plus.");
        if (ChartText.Caution(counts) is { Length: > 0 } caution)
            notes.Add(caution);
        return notes;
    }
}
