using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using Client = OrdreCouncils.Protos.Discipline.V1.StatisticsService.StatisticsServiceClient;

namespace OrdreCouncils.Tests.Discipline.Statistics;

/// <summary>Numbers against a naive count over invented histories, and the refusals.</summary>
public class StatisticsTests
{
    [Theory, Engines]
    public async Task Get_OverInventedHistories_AreAsCountedByHand(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        List<History> all = [];
        foreach (var seed in new[] { 11, 12, 13 })
        {
            var maker = new HistoryMaker(seed);
            all.AddRange(Enumerable.Range(0, 120).Select(_ => maker.Next()));
        }

        await History.StoreAsync(app.Service.Database, all);

        var told = await AskAsync(app, "cnom-discipline", new GetDisciplineStatisticsRequest { FromYear = 2019, ToYear = 2026 });
        Assert.Equal(Requests.Day(2026, 3, 10), told.AsOf);
        Assert.Equal((1, ""), (told.SuppressedBelow, told.Chamber));
        HoldsFirstInstance(all, told.Years);
        Assert.Equal(all.Select(one => one.Chamber).Distinct().Order(StringComparer.Ordinal), told.Chambers.Select(chamber => chamber.Chamber));
        foreach (var chamber in told.Chambers)
            HoldsFirstInstance([.. all.Where(one => one.Chamber == chamber.Chamber)], chamber.Years);
        Holds([.. all.SelectMany(one => one.National)], told.National, stay => stay.Until!.Value.DayNumber - stay.From.DayNumber);
        HoldsSanctions(all, told);
        HoldsArticles(all, told);
        foreach (var flows in told.Chambers.Select(chamber => chamber.Years).Append(told.Years).Append(told.National))
            HoldsIdentity(flows);

        // Years that begin in the middle know what was pending before.
        var later = await AskAsync(app, "chambre-nationale", new GetDisciplineStatisticsRequest { FromYear = 2024, ToYear = 2025 });
        Assert.Equal(told.Years.Where(flow => flow.Year is 2024 or 2025), later.Years);
        Assert.Equal(told.National.Where(flow => flow.Year is 2024 or 2025), later.National);
    }

    [Theory, Engines]
    public async Task Get_ByAChamber_AreItsOwn(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var maker = new HistoryMaker(7);
        var all = Enumerable.Range(0, 80).Select(_ => maker.Next()).ToList();
        await History.StoreAsync(app.Service.Database, all);

        var own = await AskAsync(app, "chambre-ile-de-france", new GetDisciplineStatisticsRequest());
        var asked = await AskAsync(app, "cnom-discipline", new GetDisciplineStatisticsRequest { Chamber = "ile-de-france" });

        HoldsFirstInstance([.. all.Where(one => one.Chamber == "ile-de-france")], own.Years);
        Assert.Equal(Enumerable.Range(2022, 5), own.Years.Select(flow => flow.Year));
        Assert.Equal("ile-de-france", own.Chamber);
        Assert.Empty(own.Chambers);
        Assert.Empty(own.National);
        Assert.Equal(own, asked);
        HoldsSanctions([.. all.Where(one => one.Chamber == "ile-de-france")], own);
        HoldsArticles([.. all.Where(one => one.Chamber == "ile-de-france")], own);
    }

    [Theory, Engines]
    public async Task Get_OfCasesThatTheServiceRecorded_CountsThem(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var complaint = await app.RegisteredComplaintAsync();
        var instructions = await app.InstructionsAsync();
        await instructions.RecordChamberWithdrawalAsync(ChamberRequests.Withdraw(complaint, CaseParty.Author));
        await instructions.RecordOrderAsync(ChamberRequests.Order(complaint, OrderGround.Incompetence));
        await app.UpheldAsync(await app.DecidedAsync());
        await app.DecidedAsync();
        await app.FiledAsync();

        var told = await AskAsync(app, "cnom-discipline", new GetDisciplineStatisticsRequest { FromYear = 2026 });

        Assert.Equal("2026: 4 2 1 0 0 1 2 0 0", StatisticsOracle.Line(told.Years.Single()));
        var national = told.National.Single();
        Assert.Equal((1, 1, 0), (national.NewCases.Count, national.Judged.Count, national.Pending.Count));
        Assert.Equal(2, told.Sanctions.Single().Sanctions.Sum(row => row.Pronounced.Count));
        Assert.Contains(told.Articles.Single().Articles, row => row.Article == "4" && row.Cases.Count >= 3);
    }

    [Theory, OneEngine]
    public async Task Get_WhereTheYearHasBegunAlready_GoesByTheDayOfTheChamber(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        // The evening of 31 December in Paris; it is January in Nouméa.
        app.Clock.AdvanceTo(new DateTimeOffset(2026, 12, 31, 18, 0, 0, TimeSpan.Zero));

        var paris = await AskAsync(app, "cnom-discipline", new GetDisciplineStatisticsRequest());
        var noumea = await AskAsync(app, "cnom-discipline", new GetDisciplineStatisticsRequest { Chamber = "nouvelle-caledonie" });

        Assert.Equal((2026, Requests.Day(2026, 12, 31)), (paris.Years[^1].Year, paris.AsOf));
        Assert.Equal((2027, Requests.Day(2027, 1, 1)), (noumea.Years[^1].Year, noumea.AsOf));
    }

    [Theory, OneEngine]
    public async Task Get_BadFields_AreNamed(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var national = await ClientAsync(app, "cnom-discipline");
        var chamber = await ClientAsync(app, "chambre-ile-de-france");

        await InvalidAsync(national, new() { ToYear = 2027 }, "to_year");
        await InvalidAsync(national, new() { ToYear = 1989 }, "to_year");
        await InvalidAsync(national, new() { FromYear = 2006 }, "from_year");
        await InvalidAsync(national, new() { FromYear = 2025, ToYear = 2024 }, "from_year");
        await InvalidAsync(national, new() { Chamber = "paris" }, "chamber");
        await InvalidAsync(
            national, new() { ForPublication = true, Chamber = "ile-de-france", FromYear = 2020, ToYear = 2021 }, "chamber", "from_year", "to_year");
        await InvalidAsync(chamber, new() { Chamber = "grand-est", ForPublication = true }, "chamber", "for_publication");
        await Faults.InvalidAsync(national.DrawDisciplineStatisticsAsync(new DrawDisciplineStatisticsRequest()), "chart");
        await Faults.InvalidAsync(
            national.DrawDisciplineStatisticsAsync(new DrawDisciplineStatisticsRequest { Chart = DisciplineChart.Flow, Level = (InstanceLevel)9 }), "level");
        await Faults.InvalidAsync(
            national.DrawDisciplineStatisticsAsync(new DrawDisciplineStatisticsRequest
            {
                Chart = DisciplineChart.Sanctions, Level = InstanceLevel.National, Of = new GetDisciplineStatisticsRequest { ToYear = 2030 },
            }),
            "level", "of.to_year");
        await Faults.InvalidAsync(
            chamber.DrawDisciplineStatisticsAsync(new DrawDisciplineStatisticsRequest { Chart = DisciplineChart.Chambers }), "chart");
        await Faults.InvalidAsync(
            chamber.DrawDisciplineStatisticsAsync(new DrawDisciplineStatisticsRequest { Chart = DisciplineChart.Flow, Level = InstanceLevel.National }),
            "level");
        await Faults.FailsAsync(
            StatusCode.PermissionDenied, (await ClientAsync(app, "cdom-75")).GetDisciplineStatisticsAsync(new GetDisciplineStatisticsRequest()));
    }

    internal static Task<Client> ClientAsync(DisciplineApp app, string identity) => app.ClientAsync<Client>(identity);

    internal static async Task<DisciplineStatistics> AskAsync(DisciplineApp app, string identity, GetDisciplineStatisticsRequest request) =>
        (await (await ClientAsync(app, identity)).GetDisciplineStatisticsAsync(request)).Statistics;

    private static Task InvalidAsync(Client client, GetDisciplineStatisticsRequest request, params string[] fields) =>
        Faults.InvalidAsync(client.GetDisciplineStatisticsAsync(request), fields);

    private static void HoldsFirstInstance(IReadOnlyCollection<History> histories, IEnumerable<YearFlow> flows)
    {
        // A decision dated before the filing has no duration.
        var fromPaper = new HashSet<Stay>(ReferenceEqualityComparer.Instance);
        List<Stay> stays = [];
        foreach (var history in histories)
        {
            var stay = StatisticsOracle.FirstInstance(history);
            stays.Add(stay);
            if (stay.Until < history.FiledOn)
                fromPaper.Add(stay);
        }

        Holds(stays, flows, stay => fromPaper.Contains(stay) ? null : stay.Until!.Value.DayNumber - stay.From.DayNumber);
    }

    private static void Holds(IReadOnlyCollection<Stay> stays, IEnumerable<YearFlow> flows, Func<Stay, int?> days)
    {
        foreach (var flow in flows)
            Assert.Equal(StatisticsOracle.Line(flow.Year, stays, days), StatisticsOracle.Line(flow));
    }

    private static void HoldsIdentity(IEnumerable<YearFlow> series)
    {
        List<YearFlow> flows = [.. series];
        for (var i = 1; i < flows.Count; i++)
        {
            var flow = flows[i];
            Assert.Equal(
                flow.Pending.Count - flows[i - 1].Pending.Count,
                flow.NewCases.Count - flow.Judged.Count - flow.EndedByOrder.Count - flow.EndedByWithdrawal.Count - flow.EndedByDeath.Count);
        }
    }

    private static void HoldsSanctions(IReadOnlyCollection<History> histories, DisciplineStatistics told)
    {
        foreach (var year in told.Sanctions)
        {
            var judged = histories.Where(one => one.Decisions.Count > 0 && one.Decisions[0].On.Year == year.Year).ToList();
            Assert.Equal(judged.Count(one => one.Final is null), year.NotFinal.Count);
            Assert.Equal(judged.Count(one => one.Final == Sanction.Unspecified), year.Annulled.Count);
            Assert.Equal(6, year.Sanctions.Count);
            foreach (var row in year.Sanctions)
            {
                Assert.Equal(judged.Count(one => one.Decisions[0].Sanction == row.Sanction.ToString()), row.Pronounced.Count);
                Assert.Equal(judged.Count(one => one.Final == row.Sanction), row.Final.Count);
            }
        }
    }

    private static void HoldsArticles(IReadOnlyCollection<History> histories, DisciplineStatistics told)
    {
        foreach (var year in told.Articles)
        {
            var expected = histories.Where(one => one.FiledOn.Year == year.Year).SelectMany(one => one.Articles).GroupBy(article => article)
                .ToDictionary(group => group.Key, group => (long)group.Count());
            Assert.Equal(expected, year.Articles.ToDictionary(row => row.Article, row => row.Cases.Count));
        }
    }
}
