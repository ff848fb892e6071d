using System.Globalization;
using System.Xml.Linq;
using OrdreCouncils.Discipline.AffairLists;
using OrdreCouncils.Discipline.Statistics.Charts;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline.Statistics;

/// <summary>Texts and bars of the charts, read from the SVG as XML.</summary>
public class StatisticsChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory, Engines]
    public async Task Draw_EachChart_CanBeReadByEverybody(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var maker = new HistoryMaker(41);
        await History.StoreAsync(app.Service.Database, [.. Enumerable.Range(0, 60).Select(_ => maker.Next())]);
        var client = await StatisticsTests.ClientAsync(app, "cnom-discipline");

        foreach (var chart in Enum.GetValues<DisciplineChart>().Where(chart => chart != DisciplineChart.Unspecified))
        {
            foreach (var forPublication in new[] { false, true })
            {
                var of = new GetDisciplineStatisticsRequest { ForPublication = forPublication };
                var request = new DrawDisciplineStatisticsRequest { Chart = chart, Of = of };
                var drawn = await client.DrawDisciplineStatisticsAsync(request);

                HoldsAccess(drawn.Svg);
                Assert.Equal(drawn, await client.DrawDisciplineStatisticsAsync(request));
                Assert.Equal(forPublication, drawn.Svg.Contains("non montrés", StringComparison.Ordinal));
            }
        }

        var national = await client.DrawDisciplineStatisticsAsync(
            new DrawDisciplineStatisticsRequest { Chart = DisciplineChart.Flow, Level = InstanceLevel.National });
        Assert.Contains("chambre disciplinaire nationale", Title(national.Svg), StringComparison.Ordinal);
        var own = await (await StatisticsTests.ClientAsync(app, "chambre-ile-de-france")).DrawDisciplineStatisticsAsync(
            new DrawDisciplineStatisticsRequest { Chart = DisciplineChart.Duration });
        Assert.Equal("Durée des affaires, chambre Île-de-France", Title(own.Svg));
    }

    [Fact]
    public void Flow_BarsAreAsLongAsTheirNumbers()
    {
        var svg = FlowChart.Draw(Told((2024, 40, 20, 80), (2025, 10, 0, 0)), isNational: false);

        var bars = Marks(svg, "rect", "bar");
        Assert.Equal(
            [
                "2024, Affaires nouvelles : 40", "2024, Affaires jugées : 20", "2024, Affaires en instance : 80", "2025, Affaires nouvelles : 10",
                "2025, Affaires jugées : 0", "2025, Affaires en instance : 0",
            ],
            bars.Select(bar => bar.Says));
        Assert.Equal([.5, .25, 1, .125, 0, 0], bars.Select(bar => Math.Round(bar.Width / FlowChart.Longest, 3)));
    }

    [Fact]
    public void Flow_Suppressed_SaysNoNumber()
    {
        var told = Told((2024, 40, 20, 80));
        told.SuppressedBelow = 5;
        told.Years[0].Judged = new CaseFigure { Suppressed = true };

        var svg = FlowChart.Draw(told, isNational: false);

        Assert.Contains("2024, Affaires jugées : non montré", svg, StringComparison.Ordinal);
        Assert.Contains("Effectifs inférieurs à 5 non montrés", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Duration_AYearWithoutJudgedCase_BreaksTheLine()
    {
        var told = Told((2022, 1, 1, 1), (2023, 1, 1, 1), (2024, 1, 0, 1), (2025, 1, 1, 1));
        foreach (var (year, days) in new[] { (0, 300), (1, 400), (3, 200) })
            told.Years[year].Duration = new CaseDuration { MeanDays = days, MedianDays = days - 50, Cases = 1 };

        var svg = DurationChart.Draw(told, isNational: false);

        Assert.Equal(6, Marks(svg, "circle", "dot").Count);
        Assert.Contains("2023, Durée moyenne : 400 jours", svg, StringComparison.Ordinal);
        var lines = XDocument.Parse(svg).Descendants(Svg + "polyline").Where(line => line.Attribute("stroke-width")!.Value == "3").ToList();
        // Two of the key, and one of two years for each series; a single year is a dot.
        Assert.Equal(4, lines.Count);
        HoldsAccess(svg);
        HoldsAccess(DurationChart.Draw(Told((2025, 0, 0, 0)), isNational: false));
    }

    [Fact]
    public void Ranked_SuppressedBars_ComeLastInTheOrderOfTheTable()
    {
        var told = Told((2025, 30, 30, 0));
        var row = new YearSanctions { Year = 2025 };
        foreach (var (sanction, count) in new[] { (Sanction.Acquittal, 0), (Sanction.Warning, 9), (Sanction.Reprimand, 0), (Sanction.Radiation, 12) })
            row.Sanctions.Add(new SanctionFigure { Sanction = sanction, Pronounced = new CaseFigure { Count = count, Suppressed = count == 0 } });
        told.Sanctions.Add(row);

        var svg = RankedCharts.Sanctions(told);

        Assert.Equal(
            ["Radiation : 12", "Avertissement : 9", "Rejet de la plainte : non montré", "Blâme : non montré"],
            Marks(svg, "rect", "bar").Select(bar => bar.Says));
    }

    [Fact]
    public void Stages_OfAnAffair_CountEachRespondentOnce()
    {
        var dashboard = new AffairDashboard { Title = "Divulgation <d'un> code & QR", LineCount = 9 };
        dashboard.States.Add(new LineStateCount { State = AffairLineState.Delivered, Count = 5 });
        dashboard.States.Add(new LineStateCount { State = AffairLineState.Doubtful, Count = 3 });
        dashboard.States.Add(new LineStateCount { State = AffairLineState.Dismissed, Count = 1 });
        (string, CaseStatus, int)[] cases =
        [
            ("75", CaseStatus.Opened, 2), ("62", CaseStatus.Opened, 1), ("75", CaseStatus.Appealed, 1), ("75", CaseStatus.EndedByDeath, 1),
        ];
        foreach (var (council, status, count) in cases)
            dashboard.Cases.Add(new CouncilCaseCount { Council = council, Status = status, Count = count });

        var svg = StageChart.Draw(dashboard);

        HoldsAccess(svg);
        Assert.Equal(dashboard.Title, Title(svg));
        Assert.Equal(
            "Personnes mises en cause, par étape. Liste : 3 (3 à identifier) ; Conseil : 3 (3 reçus) ; Chambre : 0 ; Chambre nationale : 1 (1 en appel) ; "
            + "Décision définitive : 0 ; Sans suite : 2 (1 lignes écartées, 1 décès).",
            XDocument.Parse(svg).Root!.Element(Svg + "desc")!.Value);
        Assert.Equal(svg, StageChart.Draw(dashboard));
        dashboard.LineCount = 0;
        Assert.DoesNotContain("Liste", StageChart.Draw(dashboard), StringComparison.Ordinal);
    }

    [Fact]
    public void Stages_EveryStatus_HasItsPlace()
    {
        var dashboard = new AffairDashboard { Title = "t" };
        foreach (var status in Enum.GetValues<CaseStatus>().Where(status => status != CaseStatus.Unspecified))
            dashboard.Cases.Add(new CouncilCaseCount { Council = "75", Status = status, Count = 1 });
        // A delivered line is counted as its case.
        foreach (var state in Enum.GetValues<AffairLineState>().Where(state => state is not (AffairLineState.Unspecified or AffairLineState.Delivered)))
            dashboard.States.Add(new LineStateCount { State = state, Count = 1 });
        dashboard.LineCount = dashboard.States.Count;

        var told = XDocument.Parse(StageChart.Draw(dashboard)).Root!.Element(Svg + "desc")!.Value;

        Assert.Equal(
            dashboard.Cases.Count + dashboard.States.Count,
            told.Split(" : ").Skip(1).Sum(part => int.Parse(part.Split(' ', ';', '.')[0], CultureInfo.InvariantCulture)));
    }

    /// <summary>Named for screen readers, well-formed, and no way for a script.</summary>
    internal static void HoldsAccess(string svg)
    {
        var root = XDocument.Parse(svg).Root!;
        Assert.Equal(
            ("img", "title description", "fr"), (root.Attribute("role")!.Value, root.Attribute("aria-labelledby")!.Value, root.Attribute("lang")!.Value));
        Assert.NotEmpty(root.Element(Svg + "title")!.Value);
        Assert.NotEmpty(root.Element(Svg + "desc")!.Value);
        Assert.All(root.DescendantsAndSelf(), element => Assert.Contains(
            element.Name.LocalName, new[] { "svg", "title", "desc", "rect", "text", "polyline", "circle" }));
        Assert.All(root.Descendants(), element => Assert.DoesNotContain(element.Attributes(), attribute =>
            attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name.LocalName is "href" or "style"));
        var height = double.Parse(root.Attribute("viewBox")!.Value.Split(' ')[3], CultureInfo.InvariantCulture);
        Assert.All(root.Descendants(Svg + "text"), text => Assert.InRange(double.Parse(text.Attribute("y")!.Value, CultureInfo.InvariantCulture), 0, height));
    }

    private static string Title(string svg) => XDocument.Parse(svg).Root!.Element(Svg + "title")!.Value;

    private static List<(double Width, string Says)> Marks(string svg, string element, string kind) =>
    [
        .. XDocument.Parse(svg).Descendants(Svg + element).Where(mark => mark.Attribute("class")?.Value == kind).Select(mark =>
            (double.Parse(mark.Attribute("width")?.Value ?? "0", CultureInfo.InvariantCulture), mark.Element(Svg + "title")!.Value)),
    ];

    private static DisciplineStatistics Told(params (int Year, int New, int Judged, int Pending)[] years)
    {
        var told = new DisciplineStatistics { AsOf = Requests.Day(2026, 3, 10), SuppressedBelow = 1 };
        told.Years.AddRange(years.Select(year => new YearFlow
        {
            Year = year.Year,
            NewCases = new CaseFigure { Count = year.New },
            Judged = new CaseFigure { Count = year.Judged },
            Pending = new CaseFigure { Count = year.Pending },
        }));
        return told;
    }
}
