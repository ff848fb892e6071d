using System.Diagnostics;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Local;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Tests.Testing;
using Cases = OrdreCouncils.Protos.Discipline.V1.CasesService.CasesServiceClient;

namespace OrdreCouncils.Benchmarks;

/// <summary>Lists of cases compared with the look-up of one case, in a store of every council's cases and in one where the other councils have few.</summary>
internal static class CaseListBenchmark
{
    private const int Callers = 2;
    private const int Calls = 2_000;
    private const int Pages = 1_000;

    /// <summary>Allowed p99 of the deadlines of the busiest council, in look-ups of one case.</summary>
    private const double DueBar = 20;

    /// <summary>Allowed ratio of a late page to the first, and of a large store to a small one; covers the noise of a shared machine.</summary>
    private const double GrowthBar = 1.5;

    public static async Task RunAsync(DirectoryInfo folder, int cases, PostgresServer? postgres)
    {
        Console.WriteLine(
            $"{(postgres is null ? "SQLite" : "PostgreSQL")}, {cases:N0} cases of 103 councils, a tenth of them open; "
            + $"{Callers} callers, each two sides in slices in turn");
        await using var whole = await StartAsync(folder, cases, postgres);
        // As many cases of the busiest council, a tenth of the others.
        var fewer = DisciplineLoad.OfBusiest + ((cases - DisciplineLoad.OfBusiest) / 10);
        await using var small = await StartAsync(folder, fewer, postgres);
        await DueAsync(Client(whole, "cdom-75"), Client(small, "cdom-75"), cases, fewer);
        await PagesAsync("cases of all councils, the latest first, 50 a page", Client(whole, "cnom-discipline"), new ListCasesRequest { PageSize = 50 });
        await PagesAsync(
            "cases of all councils by due date, 10 a page", Client(whole, "cnom-discipline"), new ListCasesRequest { PageSize = 10, Order = CaseOrder.Due });
        await PagesAsync("cases of the busiest council, the latest first, 8 a page", Client(whole, "cdom-75"), new ListCasesRequest { PageSize = 8 });
        foreach (var identity in (string[])["cdom-01", "chambre-ile-de-france", "cnom-discipline"])
        {
            var client = Client(whole, identity);
            Console.WriteLine(await Latency.OfAsync($"deadlines of {identity}", Callers, Calls, async turn => await client.ListCasesAsync(Due(turn))));
        }
    }

    private static async Task DueAsync(Cases whole, Cases small, int cases, int fewer)
    {
        var open = DisciplineLoad.OpenOfBusiest(cases).ToArray();
        await Latency.WarmAsync(Callers, async turn =>
        {
            await whole.GetCaseAsync(Get(open, turn));
            await whole.ListCasesAsync(Due(turn));
            await small.ListCasesAsync(Due(turn));
        });
        // Processor time hardly depends on what else the machine does; the stores of PostgreSQL are in other processes.
        Console.WriteLine(
            $"  processor time of this process a call: one case {await CostAsync(async turn => await whole.GetCaseAsync(Get(open, turn))):0.00} ms, "
            + $"deadlines {await CostAsync(async turn => await whole.ListCasesAsync(Due(turn))):0.00} ms, "
            + $"among fewer cases {await CostAsync(async turn => await small.ListCasesAsync(Due(turn))):0.00} ms");
        var found = await Latency.InTurnAsync(
            Callers, Calls,
            ("one case", async turn => await whole.GetCaseAsync(Get(open, turn))),
            ("deadlines of the busiest council, 50 a page", async turn => await whole.ListCasesAsync(Due(turn))),
            ($"the same, {fewer:N0} cases in all", async turn => await small.ListCasesAsync(Due(turn))));
        foreach (var latency in found)
            Console.WriteLine(latency);
        Say("p99 of the deadlines ÷ p99 of one case", found[1].P99 / found[0].P99, DueBar);
        Say($"deadlines among {cases:N0} cases ÷ among {fewer:N0}, p50", found[1].P50 / found[2].P50, GrowthBar);
    }

    private static async Task<double> CostAsync(Func<int, Task> call)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var turn = 0; turn < Calls; turn++)
            await call(turn);
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Calls;
    }

    private static async Task PagesAsync(string name, Cases client, ListCasesRequest first)
    {
        var late = first.Clone();
        for (var page = 1; page < Pages; page++)
        {
            late.PageToken = (await client.ListCasesAsync(late)).NextPageToken;
            if (late.PageToken.Length == 0)
                throw new InvalidOperationException($"{name}: only {page} pages.");
        }

        var found = await Latency.InTurnAsync(
            Callers, Calls, ("page 1", async _ => await client.ListCasesAsync(first)), ($"page {Pages}", async _ => await client.ListCasesAsync(late)));
        Say($"page {Pages:N0} ÷ page 1, {name}", found[1].P50 / found[0].P50, GrowthBar);
        Console.WriteLine($"{found[0]}\n{found[1]}");
    }

    private static void Say(string name, double ratio, double bar) =>
        Console.WriteLine($"{(ratio <= bar ? "reached" : "MISSED ")} {ratio,6:0.00} (at most {bar:0.0})  {name}");

    private static GetCaseRequest Get(int[] open, int turn) => new() { CaseId = DisciplineLoad.CaseId(open[(turn & int.MaxValue) * 37 % open.Length]) };

    /// <summary>The deadlines of the next week, month or quarter.</summary>
    private static ListCasesRequest Due(int turn)
    {
        var until = DateTime.UtcNow.AddDays((turn & int.MaxValue) % 3 switch { 0 => 7, 1 => 30, _ => 90 });
        return new ListCasesRequest { Order = CaseOrder.Due, DueUntil = new Date { Year = until.Year, Month = until.Month, Day = until.Day } };
    }

    private static Cases Client(LocalPlatform platform, string identity) =>
        new(BearerChannel.Open(platform.ServiceAddresses["discipline"].Grpc, platform.Token(DevIdentity.Find(identity)!)));

    private static async Task<LocalPlatform> StartAsync(DirectoryInfo folder, int cases, PostgresServer? postgres)
    {
        var options = new LocalOptions
        {
            DataFolder = Path.Combine(folder.FullName, $"cases-{cases}"),
            Postgres = postgres is null ? "" : await postgres.CreateDatabaseAsync(),
            DatabasePrefix = $"bench_cases_{cases}_",
        };
        // Once for the tables.
        await (await LocalPlatform.StartAsync(options)).DisposeAsync();
        var watch = Stopwatch.StartNew();
        await using (var load = await DisciplineLoad.OpenAsync(options))
            await load.CasesAsync(cases);
        Console.WriteLine($"  {cases:N0} cases with 20 documents each loaded in {watch.Elapsed.TotalSeconds:0} s");
        return await LocalPlatform.StartAsync(options);
    }
}
