using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline.Statistics;

/// <summary>Numbers for publication: nothing small is shown, and nothing small can be computed.</summary>
public class PublicationTests
{
    [Theory, Engines]
    public async Task Get_ForPublication_HidesSmallNumbersAndAlwaysInTheSameWay(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var maker = new HistoryMaker(21);
        await History.StoreAsync(app.Service.Database, [.. Enumerable.Range(0, 250).Select(_ => maker.Next())]);

        var published = await StatisticsTests.AskAsync(app, "cnom-discipline", new GetDisciplineStatisticsRequest { ForPublication = true });
        var again = await StatisticsTests.AskAsync(app, "chambre-nationale", new GetDisciplineStatisticsRequest { ForPublication = true });
        var exact = await StatisticsTests.AskAsync(app, "cnom-discipline", new GetDisciplineStatisticsRequest { FromYear = 2016, ToYear = 2025 });

        Assert.Equal(published, again);
        Assert.Equal(Enumerable.Range(2016, 10), published.Years.Select(flow => flow.Year));
        Assert.Equal(5, published.SuppressedBelow);
        Figures(published).Zip(Figures(exact)).ToList().ForEach(pair =>
        {
            if (pair.First.Suppressed)
                Assert.Equal(0, pair.First.Count);
            else
                Assert.True(pair.First.Count == pair.Second.Count && pair.First.Count is 0 or >= 5, pair.Second.ToString());
        });
        Assert.All(
            Flows(published), flow => Assert.True(flow.Duration is null || (flow.Duration.Cases == 0 && !flow.Judged.Suppressed && flow.Judged.Count >= 5)));
        Assert.Contains(Flows(published), flow => flow.Duration is not null);
        // Enough is shown, and some of it hides a small number.
        Assert.True(Figures(published).Count(figure => !figure.Suppressed && figure.Count > 0) > 30);
        Assert.Contains(Figures(published).Zip(Figures(exact)), pair => pair.First.Suppressed && pair.Second.Count >= 5);
    }

    [Theory, OneEngine]
    public async Task Get_ForPublication_NoSuppressedNumberIsTheRestOfAnEquation(SqlEngine engine)
    {
        foreach (var seed in new[] { 31, 32 })
        {
            await using var app = await DisciplineApp.StartAsync(engine);
            var maker = new HistoryMaker(seed);
            await History.StoreAsync(app.Service.Database, [.. Enumerable.Range(0, 150).Select(_ => maker.Next())]);
            var published = await StatisticsTests.AskAsync(app, "cnom-discipline", new GetDisciplineStatisticsRequest { ForPublication = true });

            var solved = Solve(published);

            Assert.True(solved.Count == 0, string.Join(", ", solved));
        }
    }

    /// <summary>A reader who fills in what is missing alone, again and again.</summary>
    private static List<string> Solve(DisciplineStatistics told)
    {
        List<(string Name, List<CaseFigure> Cells)> equations = [];
        foreach (var flows in told.Chambers.Select(chamber => chamber.Years).Append(told.Years).Append(told.National))
        {
            for (var i = 1; i < flows.Count; i++)
                equations.Add(($"flow {flows[i].Year}", [.. Measures.Select(measure => measure(flows[i])), flows[i - 1].Pending]));
        }

        for (var i = 0; i < told.Years.Count; i++)
        {
            foreach (var measure in Measures)
                equations.Add(($"chambers {told.Years[i].Year}", [measure(told.Years[i]), .. told.Chambers.Select(chamber => measure(chamber.Years[i]))]));
            var sanctions = told.Sanctions[i];
            equations.Add(($"pronounced {sanctions.Year}", [told.Years[i].Judged, .. sanctions.Sanctions.Select(row => row.Pronounced)]));
            equations.Add((
                $"final {sanctions.Year}",
                [told.Years[i].Judged, sanctions.NotFinal, sanctions.Annulled, .. sanctions.Sanctions.Select(row => row.Final)]));
        }

        var known = new HashSet<CaseFigure>(ReferenceEqualityComparer.Instance);
        List<string> solved = [];
        while (equations.FirstOrDefault(equation => equation.Cells.Count(cell => cell.Suppressed && !known.Contains(cell)) == 1) is { Cells: not null } found)
        {
            known.Add(found.Cells.Single(cell => cell.Suppressed && !known.Contains(cell)));
            solved.Add(found.Name);
        }

        return solved;
    }

    private static readonly Func<YearFlow, CaseFigure>[] Measures =
    [
        flow => flow.NewCases, flow => flow.Judged, flow => flow.EndedByOrder, flow => flow.EndedByWithdrawal, flow => flow.EndedByDeath, flow => flow.Pending,
    ];

    private static IEnumerable<YearFlow> Flows(DisciplineStatistics told) =>
        told.Chambers.SelectMany(chamber => chamber.Years).Concat(told.Years).Concat(told.National);

    private static List<CaseFigure> Figures(DisciplineStatistics told) =>
    [
        .. Flows(told).SelectMany(flow => Measures.Select(measure => measure(flow))),
        .. told.Sanctions.SelectMany(year => year.Sanctions.SelectMany(row => new[] { row.Pronounced, row.Final }).Append(year.NotFinal).Append(year.Annulled)),
        .. told.Articles.SelectMany(year => year.Articles.Select(row => row.Cases)),
    ];
}
