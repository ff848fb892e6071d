using Microsoft.Extensions.Logging;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.AuditReading;
using OrdreCouncils.ServiceDefaults.Checkpoints;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Retention;

/// <summary>Rows of the audit. Each batch is verified before it goes, so that a purge does not hide an edit, and its purge is recorded and signed in the same
/// transaction: the verifier leaves out exactly these rows.</summary>
internal abstract class AuditRows(string table, RetentionSchedule schedule, PurgeKind kind, CheckpointKeeper checkpoints, TimeProvider clock, ILogger log)
    : RetainedRows(table, schedule)
{
    /// <summary>Nothing is purged without a key: nobody could tell a purge from a theft.</summary>
    public bool ArePurged => checkpoints.AreSigned;

    public override async Task<long> DeleteAsync(Database database, DateTimeOffset before, CancellationToken cancellation)
    {
        if (!ArePurged)
        {
            log.LogInformation("Audit:KeyFiles names no key: no purge can be signed, so {Table} are kept", Table);
            return 0;
        }

        var batch = await database.SnapshotAsync(sql => NextAsync(sql, before), cancellation);
        if (batch is null)
            return 0;
        if (batch.Finding.Length > 0)
        {
            log.LogError("{Table} are kept, as the audit does not hold: {Finding}", Table, batch.Finding);
            return 0;
        }

        var purged = await database.WriteAsync(sql => PurgeAsync(sql, batch), cancellation);
        return purged ? batch.Rows : 0;
    }

    /// <summary>The oldest rows that may go, or null.</summary>
    protected abstract Task<(long Until, long Rows, IReadOnlyList<string> Names)?> FindAsync(SqlSession sql, AuditMark start, DateTimeOffset before);

    /// <summary>Deletes the rows of a batch; gives how many.</summary>
    protected abstract Task<long> DeleteAsync(SqlSession sql, long until, IReadOnlyList<string> names);

    /// <summary>The last entry whose rows are gone.</summary>
    protected async Task<AuditMark> StartAsync(SqlSession sql)
    {
        var entries = (await PurgeStore.LastAsync(sql, PurgeKind.Entries))?.Until ?? AuditMark.Empty;
        var own = (await PurgeStore.LastAsync(sql, kind))?.Until ?? AuditMark.Empty;
        return own.Sequence > entries.Sequence ? own : entries;
    }

    private async Task<PurgeBatch?> NextAsync(SqlSession sql, DateTimeOffset before)
    {
        var start = await StartAsync(sql);
        if (await FindAsync(sql, start, before) is not { } found)
            return null;
        var (marks, fault) = await checkpoints.ReadAsync(sql, start.Sequence, found.Until);
        var finding = await AuditVerifier.VerifyRangeAsync(sql, start, found.Until, marks);
        return new PurgeBatch(start, new AuditMark(found.Until, finding.HeadHash), found.Rows, found.Names, fault.Length > 0 ? fault : finding.Finding);
    }

    private async Task<bool> PurgeAsync(SqlSession sql, PurgeBatch batch)
    {
        var now = clock.GetUtcNow();
        var purge = new AuditPurge { Kind = kind, UntilSequence = batch.Until.Sequence, UntilHash = batch.Until.Hash, RowsDeleted = batch.Rows };
        // Locks the head of the log: another replica's purge is seen below.
        var sequence = await AuditStore.AppendAsync(sql, [PurgeEntry.Of(purge, now)]);
        if (await StartAsync(sql) != batch.Start)
            return false;
        await PurgeStore.AddAsync(sql, checkpoints.Signed(purge with { Sequence = sequence }));
        return await DeleteAsync(sql, batch.Until.Sequence, batch.Names) is var rows && rows == batch.Rows
            ? true
            : throw new InvalidOperationException($"{rows} rows of {Table} were found in place of {batch.Rows}.");
    }

    private sealed record PurgeBatch(AuditMark Start, AuditMark Until, long Rows, IReadOnlyList<string> Names, string Finding);
}
