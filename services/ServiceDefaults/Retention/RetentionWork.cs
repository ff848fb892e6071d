using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.ServiceDefaults.Retention;

/// <summary>Once a day, on one replica, deletes what was kept for its period. Logs hold counts and ages only.</summary>
internal sealed class RetentionWork(Database database, IEnumerable<RetainedRows> retained, TimeProvider clock, ILogger<RetentionWork> log)
    : PeriodicWork(Every, clock, log)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly Counter<long> Deleted = new Meter("OrdreCouncils").CreateCounter<long>(
        "ordre.retention.rows_deleted", "{row}", "Rows deleted because their period has passed.");

    private readonly string holder = Guid.NewGuid().ToString();
    private readonly ILogger log = log;
    private readonly TimeProvider clock = clock;

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        // A read first: most looks find that nothing is due, and need no write.
        if (await database.ReadAsync(RetentionTurn.DueAtAsync, cancellation) > clock.GetUtcNow() || !await KeepTurnAsync(cancellation))
            return;
        var started = clock.GetUtcNow();
        foreach (var rows in retained)
        {
            if (rows.Schedule.Before(started) is { } before && !await DeleteAsync(rows, before, cancellation))
                return;
        }

        await database.WriteAsync(sql => RetentionTurn.EndAsync(sql, holder, started + Day), cancellation);
    }

    private async Task<bool> DeleteAsync(RetainedRows rows, DateTimeOffset before, CancellationToken cancellation)
    {
        var total = 0L;
        while (await rows.DeleteAsync(database, before, cancellation) is > 0 and var deleted)
        {
            total += deleted;
            Deleted.Add(deleted, new KeyValuePair<string, object?>("table", rows.Table));
            // Another replica has taken over from a slow one.
            if (!await KeepTurnAsync(cancellation))
                return false;
        }

        if (total > 0)
            log.LogInformation("Deleted {Rows} rows of {Table} from before {Before:yyyy-MM-dd}", total, rows.Table, before);
        return true;
    }

    private Task<bool> KeepTurnAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return database.WriteAsync(sql => RetentionTurn.TakeAsync(sql, holder, now, now + Lease), cancellation);
    }
}
