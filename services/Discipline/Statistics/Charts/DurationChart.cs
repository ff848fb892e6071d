using System.Globalization;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Drawing;

namespace OrdreCouncils.Discipline.Statistics.Charts;

/// <summary>Mean and median duration, each a line over the years. A year without duration breaks the line.</summary>
internal static class DurationChart
{
    private const int Left = 80;
    private const int Right = SvgDrawing.Width - 40;
    private const int Top = 90;
    private const int Bottom = 330;
    private const int Steps = 4;

    private static readonly int[] Scales = [100, 200, 400, 600, 800, 1000, 1200, 1600, 2000, 4000, 8000, 20_000, 40_000];

    public static string Draw(DisciplineStatistics statistics, bool isNational)
    {
        var years = isNational ? statistics.National : statistics.Years;
        var most = years.Max(year => Math.Max(year.Duration?.MeanDays ?? 0, year.Duration?.MedianDays ?? 0));
        var scale = Scales.First(scale => scale >= Math.Min(most, Scales[^1]));
        List<string> notes =
        [
            "Jours de l’arrivée de l’affaire à la décision, des affaires jugées dans l’année.", .. StatisticsText.Notes(statistics),
        ];
        using var drawing = new SvgDrawing(
            Bottom + 60 + (notes.Count * 18), $"Durée des affaires, {StatisticsText.Of(statistics, isNational)}",
            $"Une ligne pour la durée moyenne, une pour la durée médiane, en jours. {string.Join(" ", notes)}");
        Legend(80, SvgDrawing.Blue, "Durée moyenne");
        Legend(280, SvgDrawing.Orange, "Durée médiane");
        for (var step = 0; step <= Steps; step++)
        {
            var days = scale * step / Steps;
            drawing.Line([(Left, Y(days)), (Right, Y(days))], SvgDrawing.Grid, 1);
            drawing.Text(Left - 8, Y(days) + 4, FrenchNumbers.Text(days), "end", 12);
        }

        for (var i = 0; i < years.Count; i++)
            drawing.Text(X(i), Bottom + 22, years[i].Year.ToString(CultureInfo.InvariantCulture), "middle", years.Count > 12 ? 11 : 13);
        // The median first: the mean is drawn over it where both meet.
        Series("Durée médiane", SvgDrawing.Orange, duration => duration.MedianDays, duration => duration.MeanDays, tieIsAbove: false);
        Series("Durée moyenne", SvgDrawing.Blue, duration => duration.MeanDays, duration => duration.MedianDays, tieIsAbove: true);
        drawing.Notes(Bottom + 56, notes);
        return drawing.End();

        double Y(int days) => Bottom - ((double)(Bottom - Top) * Math.Min(days, scale) / scale);

        double X(int i) => years.Count == 1 ? (Left + Right) / 2.0 : Left + 30 + ((double)(Right - Left - 60) * i / (years.Count - 1));

        void Legend(int x, string colour, string name)
        {
            drawing.Line([(x, 52), (x + 24, 52)], colour, 3);
            drawing.Text(x + 32, 57, name, "start");
        }

        void Series(string name, string colour, Func<CaseDuration, int> of, Func<CaseDuration, int> other, bool tieIsAbove)
        {
            var run = new List<(double X, double Y)>();
            for (var i = 0; i < years.Count; i++)
            {
                if (years[i].Duration is not { } duration)
                {
                    drawing.Line(run, colour, 3);
                    run.Clear();
                    continue;
                }

                var days = of(duration);
                run.Add((X(i), Y(days)));
                drawing.Dot(X(i), Y(days), 4, colour, $"{years[i].Year}, {name} : {FrenchNumbers.Text(days)} jours");
                var isAbove = days > other(duration) || (days == other(duration) && tieIsAbove);
                drawing.Text(X(i), Y(days) + (isAbove ? -9 : 19), FrenchNumbers.Text(days), "middle", years.Count > 12 ? 10 : 12, colour);
            }

            drawing.Line(run, colour, 3);
        }
    }
}
