using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Audit;

/// <summary>Recomputes a log's chain against its head and, when given one, against a checkpoint kept elsewhere.</summary>
public static class AuditVerifier
{
    private const int Page = 1000;

    /// <param name="sql">A snapshot of the store, so that entries appended meanwhile do not look like a gap.</param>
    /// <param name="checkpoint">Sequence and hash received earlier, or null.</param>
    public static async Task<AuditFinding> VerifyAsync(SqlSession sql, (long Sequence, string Hash)? checkpoint)
    {
        var head = await AuditStore.HeadAsync(sql);
        var previous = AuditChain.Genesis;
        long last = 0;
        var checkpointMet = checkpoint is null or { Sequence: 0 };
        while (true)
        {
            sql.Cancellation.ThrowIfCancellationRequested();
            var rows = await AuditStore.PageAsync(sql, last, Page);
            foreach (var row in rows)
            {
                if (row.Sequence != last + 1)
                    return Broken(last + 1, $"Entry {last + 1} is missing.");
                if (row.PreviousHash != previous)
                    return Broken(row.Sequence, $"Entry {row.Sequence} does not follow from the one before.");
                if (row.Hash != AuditChain.Hash(previous, row))
                    return Broken(row.Sequence, $"Entry {row.Sequence} was edited.");

                last = row.Sequence;
                previous = row.Hash;
                if (checkpoint?.Sequence != last)
                    continue;
                if (checkpoint.Value.Hash != previous)
                    return Broken(last, $"Entry {last} is not the one of the checkpoint: the log was rewritten.");
                checkpointMet = true;
            }

            if (rows.Count < Page)
                break;
        }

        if (last != head.Sequence || previous != head.Hash)
            return Broken(last + 1, $"The log ends at {last}, its head at {head.Sequence}: entries were cut off.");
        return checkpointMet
            ? new AuditFinding(true, last, 0, "", head.Sequence, head.Hash)
            : Broken(last + 1, $"The log ends at {last}, before the checkpoint at {checkpoint!.Value.Sequence}: entries were cut off.");

        AuditFinding Broken(long sequence, string finding) => new(false, last, sequence, finding, head.Sequence, head.Hash);
    }
}

/// <summary>What a verification found.</summary>
public sealed record AuditFinding(bool Intact, long Entries, long FirstBroken, string Finding, long HeadSequence, string HeadHash);
