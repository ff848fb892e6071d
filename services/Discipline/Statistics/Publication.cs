using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Counts;

namespace OrdreCouncils.Discipline.Statistics;

/// <summary>Suppresses small numbers of the tables that are published, and the numbers from which they could be computed.</summary>
internal static class Publication
{
    public static void Suppress(DisciplineStatistics statistics)
    {
        var table = new SuppressionTable();
        var figures = new Dictionary<CaseFigure, int>(ReferenceEqualityComparer.Instance);
        foreach (var series in statistics.Chambers.Select(chamber => chamber.Years).Prepend(statistics.Years).Append(statistics.National))
        {
            for (var i = 0; i < series.Count; i++)
                RelateFlow(series[i], i == 0 ? null : series[i - 1]);
        }

        for (var i = 0; i < statistics.Years.Count; i++)
        {
            var chambers = statistics.Chambers.Select(chamber => chamber.Years[i]).ToList();
            foreach (var measure in Measures)
                table.RelateTotal(Cell(measure(statistics.Years[i])), chambers.Select(year => Cell(measure(year))));
            var sanctions = statistics.Sanctions[i];
            table.RelateTotal(Cell(statistics.Years[i].Judged), sanctions.Sanctions.Select(row => Cell(row.Pronounced)));
            table.RelateTotal(
                Cell(statistics.Years[i].Judged),
                sanctions.Sanctions.Select(row => Cell(row.Final)).Append(Cell(sanctions.NotFinal)).Append(Cell(sanctions.Annulled)));
        }

        foreach (var article in statistics.Articles.SelectMany(year => year.Articles))
            Cell(article.Cases);
        var hidden = table.Hidden();
        foreach (var (figure, cell) in figures)
        {
            if (hidden[cell])
                (figure.Count, figure.Suppressed) = (0, true);
        }

        foreach (var year in statistics.Chambers.SelectMany(chamber => chamber.Years).Concat(statistics.Years).Concat(statistics.National))
            Finish(year);
        statistics.SuppressedBelow = SmallCounts.Threshold;

        int Cell(CaseFigure figure) => figures.TryGetValue(figure, out var cell) ? cell : figures[figure] = table.Add(figure.Count);

        void RelateFlow(YearFlow year, YearFlow? before)
        {
            List<(int, int)> terms = [.. Measures.Select((measure, i) => (Cell(measure(year)), i == 0 ? 1 : -1))];
            if (before is not null)
                table.Relate([.. terms, (Cell(before.Pending), 1)]);
        }
    }

    // New cases first: every other measure takes away from them.
    private static readonly Func<YearFlow, CaseFigure>[] Measures =
    [
        year => year.NewCases, year => year.Judged, year => year.EndedByOrder, year => year.EndedByWithdrawal, year => year.EndedByDeath, year => year.Pending,
    ];

    /// <summary>The number of durations would tell a suppressed number of judged cases, or how many of them have none.</summary>
    private static void Finish(YearFlow year)
    {
        if (year.Judged.Suppressed || year.Duration?.Cases < SmallCounts.Threshold)
            year.Duration = null;
        if (year.Duration is not null)
            year.Duration.Cases = 0;
    }
}
