using System.Diagnostics;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.Local;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Benchmarks;

/// <summary>Lines per second that the import reads through the gateway, compared with <c>.import</c> of the sqlite3 command for the same file.</summary>
/// <param name="folder">Folder for files and stores.</param>
/// <param name="physicians">Physicians of the file, with about one and a half lines each; the national directory has 341,000.</param>
/// <param name="postgres">Server to import into; null for SQLite files.</param>
internal sealed class ImportBenchmark(DirectoryInfo folder, int physicians, PostgresServer? postgres)
{
    // A long file has many batches, so that fewer rounds give a stable figure.
    private readonly int rounds = physicians > 100_000 ? 2 : 5;
    private readonly string sqlite = ChildProcess.Require("sqlite3", "sqlite3");
    private readonly string file = Path.Combine(folder.FullName, "register.txt");
    private readonly List<RegisterLoad> first = [];
    private readonly List<RegisterLoad> again = [];
    private readonly List<RegisterLoad> changed = [];
    private readonly List<double> peer = [];

    public async Task<Figure> RunAsync()
    {
        await WarmUpAsync();
        var written = await InventedRegister.WriteFileAsync(file, new InventedFile { Physicians = physicians, BrokenLines = 25, Seed = 2026 });
        var next = ChangedFile.Write(file);
        for (var round = 0; round < rounds; round++)
        {
            await RoundAsync(next.File, round);
            var watch = Stopwatch.StartNew();
            ChildProcess.Run(sqlite, Path.Combine(folder.FullName, $"peer-{round}.db"), ".mode list", ".separator |", $".import {file} register");
            peer.Add(watch.Elapsed.TotalSeconds);
        }

        Console.WriteLine(
            $"{(postgres is null ? "SQLite" : "PostgreSQL")}, {written.Lines:N0} lines, {physicians:N0} physicians, {written.Bytes / 1048576:N0} MiB; "
            + $"medians of {rounds}");
        Console.WriteLine($"  first import            {Line(first, written.Lines)}");
        Console.WriteLine($"  the same file again     {Line(again, written.Lines)}");
        Console.WriteLine($"  {next.Lines:N0} lines changed     {Line(changed, written.Lines)}");
        return new Figure(
            "import lines/s ÷ sqlite3 .import", Rate.Median(first.Zip(peer, (ours, theirs) => theirs / ours.Time.TotalSeconds)), 0.25,
            $"{written.Lines / Rate.Median(first.Select(load => load.Time.TotalSeconds)):N0}/s against {written.Lines / Rate.Median(peer):N0}/s, "
            + $"{written.Lines:N0} lines");
    }

    /// <summary>One unmeasured round with a small file, to warm up both sides.</summary>
    private async Task WarmUpAsync()
    {
        await InventedRegister.WriteFileAsync(file, new InventedFile { Physicians = 20_000, BrokenLines = 25, Seed = 2025 });
        await using var platform = await StartAsync("warm-up");
        await RegisterLoad.RunAsync(platform, file);
        await RegisterLoad.RunAsync(platform, file);
    }

    private async Task RoundAsync(string next, int round)
    {
        await using var platform = await StartAsync($"round-{round}");
        first.Add(await RegisterLoad.RunAsync(platform, file));
        again.Add(await RegisterLoad.RunAsync(platform, file));
        changed.Add(await RegisterLoad.RunAsync(platform, next));
    }

    private async Task<LocalPlatform> StartAsync(string name) => await LocalPlatform.StartAsync(new LocalOptions
    {
        DataFolder = Path.Combine(folder.FullName, name),
        Postgres = postgres is null ? "" : await postgres.CreateDatabaseAsync(),
        DatabasePrefix = $"bench_{name.Replace('-', '_')}_",
    });

    private static string Line(List<RegisterLoad> loads, long lines)
    {
        var seconds = Rate.Median(loads.Select(load => load.Time.TotalSeconds));
        var processor = Rate.Median(loads.Select(load => load.Processor.TotalSeconds));
        return $"{lines / seconds,8:N0} lines/s  {seconds,6:0.0} s, {processor:0.0} s of the processes' time; "
            + $"{loads[0].RowsWritten:N0} of {loads[0].RowsHeld:N0} rows written";
    }
}
