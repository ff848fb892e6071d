using Microsoft.Extensions.Logging;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Checkpoints;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Retention;

/// <summary>Audit entries go from the first on: the rest of the chain follows from the hash of the last one that went. The reads that they sealed go first,
/// as their period is not longer.</summary>
internal sealed class EntryRows(RetentionSchedule schedule, CheckpointKeeper checkpoints, TimeProvider clock, ILogger<EntryRows> log)
    : AuditRows("audit_entries", schedule, PurgeKind.Entries, checkpoints, clock, log)
{
    public override async Task<RetainedCount> CountAsync(SqlSession sql, DateTimeOffset before)
    {
        var (rows, oldest) = await AuditStore.OldAsync(sql, before);
        return new RetainedCount { Rows = rows, Oldest = oldest };
    }

    protected override async Task<(long Until, long Rows, IReadOnlyList<string> Names)?> FindAsync(SqlSession sql, AuditMark start, DateTimeOffset before)
    {
        var last = Math.Min(await AuditStore.LastBeforeAsync(sql, before), start.Sequence + Batch);
        return last > start.Sequence ? (last, last - start.Sequence, []) : null;
    }

    protected override async Task<long> DeleteAsync(SqlSession sql, long until, IReadOnlyList<string> names) => await AuditStore.DeleteAsync(sql, until);
}
