using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Checkpoints;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.AuditReading;

/// <summary>What is gone from a log by its purges, for the verifier to leave out.</summary>
internal sealed class PurgedLog
{
    private readonly Dictionary<long, AuditPurge> unrecorded;

    private PurgedLog(IReadOnlyList<AuditPurge> purges, string finding)
    {
        Finding = finding;
        Entries = Last(PurgeKind.Entries);
        Reads = Last(PurgeKind.Reads);
        // The entries of earlier purges are purged themselves in the end.
        unrecorded = purges.Where(purge => purge.Sequence > Entries.Sequence).ToDictionary(purge => purge.Sequence);

        AuditMark Last(PurgeKind kind) => purges.LastOrDefault(purge => purge.Kind == kind)?.Until ?? AuditMark.Empty;
    }

    /// <summary>The last entry that is gone.</summary>
    public AuditMark Entries { get; }

    /// <summary>The last entry whose sealed reads are gone.</summary>
    public AuditMark Reads { get; }

    /// <summary>Empty unless a purge does not hold by itself.</summary>
    public string Finding { get; }

    /// <summary>A purge of which no entry was seen.</summary>
    public AuditPurge? Missing => unrecorded.Values.FirstOrDefault();

    public static async Task<PurgedLog> ReadAsync(SqlSession sql, Func<AuditPurge, Task<bool>>? isSigned)
    {
        var purges = await PurgeStore.AllAsync(sql);
        foreach (var purge in purges)
        {
            if (isSigned is not null && !await isSigned(purge))
                return new PurgedLog(purges, $"The purge numbered {purge.Sequence} is not signed by this service.");
            if (purge.UntilSequence >= purge.Sequence)
                return new PurgedLog(purges, $"The purge numbered {purge.Sequence} covers its own entry.");
        }

        return new PurgedLog(purges, "");
    }

    /// <summary>Whether an entry that records a purge is the one of a purge, which then counts as seen.</summary>
    public bool Records(AuditRow entry) => unrecorded.Remove(entry.Sequence, out var purge) && PurgeEntry.Matches(entry, purge);
}
