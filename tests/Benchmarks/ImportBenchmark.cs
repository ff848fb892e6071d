using System.Diagnostics;
using OrdreCouncils.Local;
using OrdreCouncils.Local.Demo;
using OrdreCouncils.Tests.Testing;
using Spectre.Console;

namespace OrdreCouncils.Benchmarks;

/// <summary>Lines per second into the register, through the gateway, against the sqlite3 command line's own <c>.import</c> of the same file.</summary>
internal static class ImportBenchmark
{
    private const int Rounds = 5;
    private const int Physicians = 20_000;

    public static async Task<Figure> RunAsync(DirectoryInfo folder)
    {
        var sqlite = ChildProcess.Require("sqlite3", "sqlite3");
        var file = Path.Combine(folder.FullName, "register.txt");
        var written = await RegisterLoader.WriteAsync(file, Physicians, brokenLines: 25, seed: 2026);
        var rounds = new List<(double Ours, double Theirs)>();
        for (var round = 0; round <= Rounds; round++)
        {
            await using var platform = await LocalPlatform.StartAsync(new LocalOptions { DataFolder = Path.Combine(folder.FullName, $"round-{round}") });
            using var story = new Story(platform, Silent());
            var watch = Stopwatch.StartNew();
            await RegisterLoader.LoadAsync(story, file);
            var ours = written.Lines / watch.Elapsed.TotalSeconds;

            watch.Restart();
            var database = Path.Combine(folder.FullName, $"peer-{round}.db");
            ChildProcess.Run(sqlite, database, ".mode list", ".separator |", $".import {file} register");
            // The first round warms both.
            if (round > 0)
                rounds.Add((ours, written.Lines / watch.Elapsed.TotalSeconds));
        }

        return new Figure(
            "import lines/s ÷ sqlite3 .import", Rate.Median(rounds.Select(round => round.Ours / round.Theirs)), 0.25,
            $"{Rate.Median(rounds.Select(round => round.Ours)):N0}/s against {Rate.Median(rounds.Select(round => round.Theirs)):N0}/s, {written.Lines:N0} lines");
    }

    private static IAnsiConsole Silent() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null), Ansi = AnsiSupport.No, Interactive = InteractionSupport.No });
}
