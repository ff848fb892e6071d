using Microsoft.Extensions.Logging;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Checkpoints;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Retention;

/// <summary>The access log goes by whole batches, as an audit entry seals each, in the order of these entries.</summary>
internal sealed class AccessRows(
    RetentionSchedule schedule, CheckpointKeeper checkpoints, TimeProvider clock, IEnumerable<IAccessDisclosure> disclosures, ILogger<AccessRows> log)
    : AuditRows("record_accesses", schedule, PurgeKind.Reads, checkpoints, clock, log)
{
    private const int Page = 1_000;

    public override async Task<RetainedCount> CountAsync(SqlSession sql, DateTimeOffset before)
    {
        var (rows, oldest) = await AccessLogStore.OldAsync(sql, await WithoutHiddenAsync(sql, before));
        return new RetainedCount { Rows = rows, Oldest = oldest };
    }

    protected override async Task<(long Until, long Rows, IReadOnlyList<string> Names)?> FindAsync(SqlSession sql, AuditMark start, DateTimeOffset before)
    {
        before = await WithoutHiddenAsync(sql, before);
        long until = 0, rows = 0;
        var batches = new List<string>();
        for (var after = start.Sequence; ;)
        {
            var entries = await AuditStore.PageAsync(sql, after, Page);
            foreach (var entry in entries)
            {
                if (entry.At >= before || rows >= Batch)
                    return Found();
                if (AccessSeal.Read(entry) is not { } seal)
                    continue;
                (until, rows) = (entry.Sequence, rows + seal.Rows);
                batches.Add(seal.Batch);
            }

            if (entries.Count < Page)
                return Found();
            after = entries[^1].Sequence;
        }

        (long, long, IReadOnlyList<string>)? Found() => until > 0 ? (until, rows, batches) : null;
    }

    protected override async Task<long> DeleteAsync(SqlSession sql, long until, IReadOnlyList<string> names)
    {
        var rows = 0L;
        foreach (var batch in names)
            rows += await AccessLogStore.DeleteAsync(sql, batch);
        return rows;
    }

    /// <summary>Accesses that the person concerned was not shown yet stay.</summary>
    private async Task<DateTimeOffset> WithoutHiddenAsync(SqlSession sql, DateTimeOffset before)
    {
        foreach (var disclosure in disclosures)
        {
            if (await disclosure.OldestHiddenAsync(sql) is { } hidden && hidden < before)
                before = hidden;
        }

        return before;
    }
}
