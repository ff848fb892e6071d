using OrdreCouncils.Communiques.Approvals;
using OrdreCouncils.Communiques.Revisions;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Communiques.Publications;

/// <summary>Records each publication in the audit log, once among all replicas. The embargo instant publishes, however late this runs.</summary>
internal sealed class PublicationWork(Database database, ChangeRunner changes, TimeProvider clock, ILogger<PublicationWork> log)
    : PeriodicWork(Every, clock, log)
{
    private const int Batch = 100;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private readonly TimeProvider clock = clock;

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        IReadOnlyList<string> due;
        do
        {
            due = await database.ReadAsync(sql => PublicationStore.UnrecordedAsync(sql, clock.GetUtcNow(), Batch), cancellation);
            foreach (var id in due)
                await changes.RunAsync("communiques", "PublicationWork", "", change => RecordAsync(change, id), cancellation);
        }
        while (due.Count == Batch);
    }

    private static async Task RecordAsync(Change change, string id)
    {
        // Checked again under the lock that a withdrawal takes.
        await CommuniqueStore.LockAsync(change.Sql, id);
        var approval = await ApprovalStore.StandingAsync(change.Sql, id);
        if (approval is null || ApprovalRules.StatusAt(approval.EmbargoAt, change.At) != CommuniqueStatus.Published
            || !await PublicationStore.RecordAsync(change.Sql, approval, change.At))
        {
            change.Unchanged();
            return;
        }

        change.Audit("communiques.communique.published", $"communiques/{id}", null, new { approval.Revision, approval.Slug, publishedAt = approval.EmbargoAt });
    }
}
