namespace OrdreCouncils.ServiceDefaults.Drawing;

/// <param name="Told">The number as text beside the bar.</param>
public sealed record RankedBar(string Label, long Count, string Told);

/// <summary>Horizontal bars below each other, in the order given; bar length is proportional to the count.</summary>
public static class RankedBarList
{
    /// <summary>More bars would not be readable.</summary>
    public const int MostBars = 30;

    public const double Longest = 400;

    private const int Top = 50;
    private const int Row = 24;
    private const int Thick = 16;
    private const int From = 300;
    private const int LongestLabel = 42;

    public static string Draw(string title, IReadOnlyList<string> notes, IReadOnlyList<RankedBar> bars)
    {
        var most = bars.Max(bar => (long?)bar.Count) ?? 0;
        var bottom = Top + (bars.Count * Row);
        using var drawing = new SvgDrawing(
            bottom + 20 + (notes.Count * 18), title, $"Du plus grand nombre au plus petit. {string.Join(" ", notes)}");
        for (var i = 0; i < bars.Count; i++)
        {
            var (bar, y) = (bars[i], Top + (i * Row));
            var length = most == 0 ? 0 : Longest * bar.Count / most;
            drawing.Text(From - 8, y + 13, bar.Label.Length > LongestLabel ? bar.Label[..(LongestLabel - 1)] + "…" : bar.Label, "end", 12);
            drawing.Bar(From, y, length, Thick, SvgDrawing.Blue, $"{bar.Label} : {bar.Told}");
            drawing.Text(From + length + 6, y + 13, bar.Told, "start", 12);
        }

        drawing.Notes(bottom + 20, notes);
        return drawing.End();
    }

    /// <summary>Note on bars beyond <see cref="MostBars"/>; empty when all are drawn.</summary>
    public static string LeftOut(int count)
    {
        var left = count - MostBars;
        return left <= 0 ? "" : $"{left} autre{(left > 1 ? "s" : "")} ligne{(left > 1 ? "s" : "")}, de nombres plus petits, ne sont pas dessinées.";
    }
}
