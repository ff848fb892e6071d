using System.Diagnostics;
using OrdreCouncils.Local;
using OrdreCouncils.Local.Demo;
using Spectre.Console;

namespace OrdreCouncils.Benchmarks;

/// <summary>One import of one file.</summary>
/// <param name="Time">From the first byte sent to the result.</param>
/// <param name="Processor">Processor time of this process: client, gateway, services, and SQLite; not PostgreSQL.</param>
/// <param name="RowsWritten">Rows of persons and of their facts that it inserted, changed or ended.</param>
/// <param name="RowsHeld">Rows of persons and of their facts after it.</param>
internal sealed record RegisterLoad(TimeSpan Time, TimeSpan Processor, long RowsWritten, long RowsHeld)
{
    public static async Task<RegisterLoad> RunAsync(LocalPlatform platform, string file)
    {
        using var story = new Story(platform, AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(TextWriter.Null), Ansi = AnsiSupport.No, Interactive = InteractionSupport.No,
        }));
        var processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await RegisterLoader.LoadAsync(story, file);
        var (time, used) = (watch.Elapsed, Environment.CpuUsage.TotalTime - processor);
        return await platform.Stores["registry"].ReadAsync(async sql => new RegisterLoad(
            time,
            used,
            await sql.ScalarAsync<long>(
                """
                select (select count(*) from physicians where changed_in = n) + (select count(*) from physicians_past where replaced_in = n)
                     + (select count(*) from qualifications where recorded_in = n or ended_in = n)
                     + (select count(*) from activities where recorded_in = n or ended_in = n)
                from (select max(number) as n from register_imports) as latest
                """),
            await sql.ScalarAsync<long>(
                """
                select (select count(*) from physicians) + (select count(*) from physicians_past)
                     + (select count(*) from qualifications) + (select count(*) from activities)
                """)), CancellationToken.None);
    }
}
