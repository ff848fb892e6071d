using System.Diagnostics;
using OrdreCouncils.Local;
using OrdreCouncils.Local.Demo;
using Spectre.Console;

namespace OrdreCouncils.Benchmarks;

/// <param name="Time">Time from the first byte sent to the result.</param>
/// <param name="Processor">Processor time of this process: client, gateway, services, and SQLite; not PostgreSQL.</param>
/// <param name="RowsWritten">Rows of physicians and of their facts inserted, changed or ended.</param>
/// <param name="RowsHeld">Rows of physicians and of their facts after the import.</param>
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
                with revisions as (select number from register_revisions where import_number = (select max(number) from register_imports))
                select (select count(*) from physicians where revision in (select number from revisions))
                     + (select count(*) from physicians_past where replaced_in in (select number from revisions))
                     + (select count(*) from qualifications where recorded_in in (select number from revisions) or ended_in in (select number from revisions))
                     + (select count(*) from activities where recorded_in in (select number from revisions) or ended_in in (select number from revisions))
                """),
            await sql.ScalarAsync<long>(
                """
                select (select count(*) from physicians) + (select count(*) from physicians_past)
                     + (select count(*) from qualifications) + (select count(*) from activities)
                """)), CancellationToken.None);
    }
}
