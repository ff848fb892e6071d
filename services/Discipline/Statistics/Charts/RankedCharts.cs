using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Drawing;

namespace OrdreCouncils.Discipline.Statistics.Charts;

/// <summary>One bar per sanction, article or chamber of the last year, in descending order.</summary>
internal static class RankedCharts
{
    public static string Sanctions(DisciplineStatistics statistics) => Draw(
        statistics, $"Sanctions prononcées en {LastYear(statistics)}",
        [.. statistics.Sanctions[^1].Sanctions.Select(row => (StatisticsText.Name(row.Sanction), row.Pronounced))],
        "Par la décision de première instance, avant tout recours.");

    public static string Articles(DisciplineStatistics statistics) => Draw(
        statistics, $"Articles invoqués en {LastYear(statistics)}",
        [.. statistics.Articles[^1].Articles.Select(row => (StatisticsText.Article(row.Article), row.Cases))],
        "Affaires dont la saisine invoque l’article ; une affaire compte sous chacun de ses articles.");

    public static string Chambers(DisciplineStatistics statistics) => Draw(
        statistics, $"Affaires nouvelles en {LastYear(statistics)}",
        [.. statistics.Chambers.Select(row => (StatisticsText.Name(row.Chamber), row.Years[^1].NewCases))],
        $"Toutes chambres : {StatisticsText.Told(statistics.Years[^1].NewCases)}.");

    private static int LastYear(DisciplineStatistics statistics) => statistics.Years[^1].Year;

    /// <summary>Suppressed bars come last, in the order of the table: their rank would tell.</summary>
    private static string Draw(DisciplineStatistics statistics, string title, IReadOnlyList<(string Label, CaseFigure Figure)> rows, string note)
    {
        var ranked = rows.OrderBy(row => row.Figure.Suppressed).ThenByDescending(row => row.Figure.Count).ToList();
        var shown = ranked.Take(RankedBarList.MostBars).ToList();
        List<string> notes = [note];
        if (RankedBarList.LeftOut(ranked.Count) is { Length: > 0 } left)
            notes.Add(left);
        notes.AddRange(StatisticsText.Notes(statistics));
        return RankedBarList.Draw(
            $"{title}, {StatisticsText.Of(statistics, isNational: false)}", notes,
            [.. shown.Select(row => new RankedBar(row.Label, row.Figure.Count, StatisticsText.Told(row.Figure)))]);
    }
}
