using OrdreCouncils.ServiceDefaults.Audit;

namespace OrdreCouncils.ServiceDefaults.Checkpoints;

/// <summary>The audit entry of a purge. It holds the same values as the row of the purge, so that neither can be edited alone.</summary>
internal static class PurgeEntry
{
    private const string EntriesKind = "platform.entries.purged";
    private const string ReadsKind = "platform.reads.purged";

    public static AuditRow Of(AuditPurge purge, DateTimeOffset at)
    {
        var recorded = AuditEvent.Of(KindOf(purge.Kind), "audit", null, new { until = purge.UntilSequence, hash = purge.UntilHash, rows = purge.RowsDeleted });
        return new AuditRow
        {
            At = at,
            Actor = "system:retention",
            Operation = "Retention",
            Kind = recorded.Kind,
            Subject = recorded.Subject,
            Body = recorded.Body,
        };
    }

    public static bool Is(AuditRow entry) => entry.Kind is EntriesKind or ReadsKind;

    public static bool Matches(AuditRow entry, AuditPurge purge) =>
        entry.Kind == KindOf(purge.Kind) && entry.Body == Of(purge, entry.At).Body;

    private static string KindOf(PurgeKind kind) => kind == PurgeKind.Entries ? EntriesKind : ReadsKind;
}
