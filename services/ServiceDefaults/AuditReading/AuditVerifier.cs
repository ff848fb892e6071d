using System.Data;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.AuditReading;

/// <summary>Compares the hash chain with its head and a checkpoint, and the access log with its seals in the chain.</summary>
public static class AuditVerifier
{
    private const int Page = 1000;

    /// <param name="sql">A snapshot: entries appended meanwhile would look like a gap.</param>
    /// <param name="checkpoints">What the log must contain: heads received or signed earlier, in any order.</param>
    public static async Task<AuditFinding> VerifyAsync(SqlSession sql, IReadOnlyCollection<AuditMark> checkpoints)
    {
        // A head of an empty log is in every log.
        var expected = checkpoints.Where(mark => mark != AuditMark.Empty).ToLookup(mark => mark.Sequence, mark => mark.Hash);
        var head = await AuditStore.HeadAsync(sql);
        var previous = AuditChain.Genesis;
        long last = 0, reads = 0;
        // Entries numbered 0 or less were inserted by somebody else: include them.
        var after = long.MinValue;
        var limit = Page;
        while (true)
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
                    return Broken(last + 1, $"Entry {last + 1} cannot be read.");
                limit = 1;
                continue;
            }

            foreach (var row in rows)
            {
                if (row.Sequence != last + 1)
                    return Broken(last + 1, row.Sequence > last ? $"Entry {last + 1} is missing." : $"An entry is numbered {row.Sequence}.");
                if (row.PreviousHash != previous)
                    return Broken(row.Sequence, $"Entry {row.Sequence} does not follow from the one before.");
                if (row.Hash != AuditChain.Hash(previous, row))
                    return Broken(row.Sequence, $"Entry {row.Sequence} was edited.");

                after = last = row.Sequence;
                previous = row.Hash;
                if (expected[last].Any(hash => hash != previous))
                    return Broken(last, $"Entry {last} is not the one of the checkpoint: the log was rewritten.");

                if (AccessSeal.Read(row) is { } seal)
                {
                    reads += seal.Rows;
                    if (!await HoldsAsync(sql, seal))
                        return Broken(last, $"The reads that entry {last} sealed were edited.");
                }
            }

            if (rows.Count < limit)
                break;
        }

        if (last != head.Sequence || previous != head.Hash)
            return Broken(last + 1, $"The log ends at {last}, its head at {head.Sequence}: entries were cut off.");
        if (expected.FirstOrDefault(mark => mark.Key > last || mark.Key < 1) is { } missed)
            return Broken(last + 1, $"The log ends at {last}, before the checkpoint at {missed.Key}: entries were cut off.");
        return await AccessLogStore.CountAsync(sql) is var kept && kept != reads
            ? Broken(last + 1, $"The access log holds {kept} rows, {reads} were sealed.")
            : new AuditFinding(true, last, 0, "", head.Sequence, head.Hash);

        AuditFinding Broken(long sequence, string finding) => new(false, last, sequence, finding, head.Sequence, head.Hash);
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
