using System.Globalization;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Drawing;

namespace OrdreCouncils.Discipline.Statistics.Charts;

/// <summary>Three bars for each year: new, judged and pending cases.</summary>
internal static class FlowChart
{
    public const double Longest = 560;

    private const int Top = 84;
    private const int Row = 20;
    private const int Thick = 16;
    private const int Gap = 14;
    private const int From = 90;

    private static readonly (string Name, string Fill, Func<YearFlow, CaseFigure> Of)[] Measures =
    [
        ("Affaires nouvelles", SvgDrawing.Blue, year => year.NewCases),
        ("Affaires jugées", SvgDrawing.Orange, year => year.Judged),
        ("Affaires en instance", SvgDrawing.Green, year => year.Pending),
    ];

    public static string Draw(DisciplineStatistics statistics, bool isNational)
    {
        var years = isNational ? statistics.National : statistics.Years;
        var most = years.Max(year => Measures.Max(measure => measure.Of(year).Count));
        List<string> notes = ["En instance : au 31 décembre de l’année.", .. StatisticsText.Notes(statistics)];
        var height = (Measures.Length * Row) + Gap;
        var bottom = Top + (years.Count * height);
        using var drawing = new SvgDrawing(
            bottom + 20 + (notes.Count * 18), $"Affaires par année, {StatisticsText.Of(statistics, isNational)}",
            $"Trois barres par année : affaires nouvelles, jugées et en instance. {string.Join(" ", notes)}");
        for (var i = 0; i < Measures.Length; i++)
        {
            drawing.Box(From + (i * 200), 44, 14, 14, Measures[i].Fill);
            drawing.Text(From + (i * 200) + 20, 56, Measures[i].Name, "start");
        }

        for (var place = 0; place < years.Count; place++)
        {
            var (year, top) = (years[place], Top + (place * height));
            drawing.Text(From - 12, top + Row + 13, year.Year.ToString(CultureInfo.InvariantCulture), "end", 14);
            for (var i = 0; i < Measures.Length; i++)
            {
                var (figure, y) = (Measures[i].Of(year), top + (i * Row));
                var (length, told) = (most == 0 ? 0 : Longest * figure.Count / most, StatisticsText.Told(figure));
                drawing.Bar(From, y, length, Thick, Measures[i].Fill, $"{year.Year}, {Measures[i].Name} : {told}");
                drawing.Text(From + length + 6, y + 13, told, "start", 12);
            }
        }

        drawing.Notes(bottom + 20, notes);
        return drawing.End();
    }
}
