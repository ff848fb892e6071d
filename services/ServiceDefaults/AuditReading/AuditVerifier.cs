using System.Data;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Checkpoints;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.AuditReading;

/// <summary>Compares the hash chain with its head, its purges and checkpoints, and the access log with its seals in the chain.</summary>
public static class AuditVerifier
{
    private const int Page = 1000;

    /// <param name="sql">A snapshot: entries appended meanwhile would look like a gap.</param>
    /// <param name="checkpoints">What the log must contain: heads received or signed earlier, in any order.</param>
    /// <param name="isSigned">Whether this service signed a purge; null when nobody can tell, for want of its keys.</param>
    public static async Task<AuditFinding> VerifyAsync(
        SqlSession sql, IReadOnlyCollection<AuditMark> checkpoints, Func<AuditPurge, Task<bool>>? isSigned = null)
    {
        var head = await AuditStore.HeadAsync(sql);
        PurgedLog purged;
        try
        {
            purged = await PurgedLog.ReadAsync(sql, isSigned);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return new AuditFinding(false, 0, 1, "The purges cannot be read.", head.Sequence, head.Hash);
        }

        if (purged.Finding.Length > 0)
            return new AuditFinding(false, 0, 1, purged.Finding, head.Sequence, head.Hash);

        // Entries numbered 0 or less were inserted by somebody else: include them.
        var walk = new Walk(sql, Marks(checkpoints), purged, purged.Entries);
        if (await walk.RunAsync(after: long.MinValue, until: long.MaxValue) is { } broken)
            return broken with { HeadSequence = head.Sequence, HeadHash = head.Hash };

        var last = walk.Last.Sequence;
        if (walk.Last != new AuditMark(head.Sequence, head.Hash))
            return Broken($"The log ends at {last}, its head at {head.Sequence}: entries were cut off.");
        if (purged.Missing is { } unrecorded)
            return Broken($"The purge numbered {unrecorded.Sequence} is not in the log.");
        if (Marks(checkpoints).FirstOrDefault(mark => mark.Key > last || mark.Key < 1) is { } missed)
            return Broken($"The log ends at {last}, before the checkpoint at {missed.Key}: entries were cut off.");
        return await AccessLogStore.CountAsync(sql) is var kept && kept != walk.Reads
            ? Broken($"The access log holds {kept} rows, {walk.Reads} were sealed.")
            : new AuditFinding(true, walk.Entries, 0, "", head.Sequence, head.Hash);

        AuditFinding Broken(string finding) => new(false, walk.Entries, last + 1, finding, head.Sequence, head.Hash);
    }

    /// <summary>Verifies the entries after <paramref name="start"/> up to a number, and the reads that they sealed. The finding's head is the last of
    /// them.</summary>
    internal static async Task<AuditFinding> VerifyRangeAsync(
        SqlSession sql, AuditMark start, long until, IReadOnlyCollection<AuditMark> checkpoints)
    {
        var walk = new Walk(sql, Marks(checkpoints), await PurgedLog.ReadAsync(sql, isSigned: null), start);
        return await walk.RunAsync(after: start.Sequence, until)
            ?? (walk.Last.Sequence == until
                ? new AuditFinding(true, walk.Entries, 0, "", until, walk.Last.Hash)
                : new AuditFinding(false, walk.Entries, walk.Last.Sequence + 1, $"The log ends at {walk.Last.Sequence}, before {until}.", 0, ""));
    }

    // A head of an empty log is in every log.
    private static ILookup<long, string> Marks(IReadOnlyCollection<AuditMark> checkpoints) =>
        checkpoints.Where(mark => mark != AuditMark.Empty).ToLookup(mark => mark.Sequence, mark => mark.Hash);

    /// <summary>Follows the chain from one entry to another.</summary>
    private sealed class Walk(SqlSession sql, ILookup<long, string> expected, PurgedLog purged, AuditMark start)
    {
        private readonly long from = start.Sequence;

        public AuditMark Last { get; private set; } = start;
        public long Entries => Last.Sequence - from;
        public long Reads { get; private set; }

        /// <summary>Null when all holds.</summary>
        public async Task<AuditFinding?> RunAsync(long after, long until)
        {
            if (expected[Last.Sequence].Any(hash => hash != Last.Hash))
                return Broken(Last.Sequence, $"Entry {Last.Sequence} is not the one of the checkpoint: the log was rewritten.");
            var limit = Page;
            while (Last.Sequence < until)
            {
                sql.Cancellation.ThrowIfCancellationRequested();
                IReadOnlyList<AuditRow> rows;
                try
                {
                    rows = await AuditStore.PageAsync(sql, after, limit);
                }
                catch (Exception exception) when (IsUnreadable(exception))
                {
                    // SQLite keeps any text in any column, so a row may not be readable. Read one by one to find it.
                    if (limit == 1)
                        return Broken(Last.Sequence + 1, $"Entry {Last.Sequence + 1} cannot be read.");
                    limit = 1;
                    continue;
                }

                foreach (var row in rows.Where(row => row.Sequence <= until))
                {
                    if (await FaultAsync(row) is { } broken)
                        return broken;
                    after = row.Sequence;
                }

                if (rows.Count < limit)
                    break;
            }

            return null;
        }

        private async Task<AuditFinding?> FaultAsync(AuditRow row)
        {
            var next = Last.Sequence + 1;
            if (row.Sequence != next)
                return Broken(next, row.Sequence >= next ? $"Entry {next} is missing." : $"An entry is numbered {row.Sequence}.");
            if (row.PreviousHash != Last.Hash)
                return Broken(next, $"Entry {next} does not follow from the one before.");
            if (row.Hash != AuditChain.Hash(Last.Hash, row))
                return Broken(next, $"Entry {next} was edited.");

            Last = new AuditMark(next, row.Hash);
            if (expected[next].Any(hash => hash != row.Hash))
                return Broken(next, $"Entry {next} is not the one of the checkpoint: the log was rewritten.");
            if (PurgeEntry.Is(row) && !purged.Records(row))
                return Broken(next, $"The purge that entry {next} records was edited or removed.");
            if (AccessSeal.Read(row) is not { } seal || next <= purged.Reads.Sequence)
                return null;
            Reads += seal.Rows;
            return await HoldsAsync(sql, seal) ? null : Broken(next, $"The reads that entry {next} sealed were edited.");
        }

        private AuditFinding Broken(long sequence, string finding) => new(false, Entries, sequence, finding, 0, "");
    }

    private static async Task<bool> HoldsAsync(SqlSession sql, (string Batch, int Rows, string Digest) seal)
    {
        try
        {
            var rows = await AccessLogStore.BatchAsync(sql, seal.Batch);
            return rows.Count == seal.Rows && AccessSeal.Digest(rows) == seal.Digest;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return false;
        }
    }

    private static bool IsUnreadable(Exception exception) =>
        exception is DataException or FormatException or InvalidCastException or OverflowException;
}

public sealed record AuditFinding(bool Intact, long Entries, long FirstBroken, string Finding, long HeadSequence, string HeadHash);
