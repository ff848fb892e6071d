using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Retention;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.AidDocuments;

/// <summary>Deletes the documents of decided requests after their period. The bytes follow within hours: the sweep deletes what no record keeps.</summary>
internal sealed class AidDocumentRows(RetentionSchedule schedule, ChangeRunner changes) : RetainedRows("aid_documents", schedule)
{
    // Each document is a statement of its own, and its bytes are deleted one by one.
    private const int DocumentBatch = 100;

    public override async Task<RetainedCount> CountAsync(SqlSession sql, DateTimeOffset before)
    {
        var (rows, oldest) = await AidDocumentStore.OldAsync(sql, before);
        return new RetainedCount { Rows = rows, Oldest = oldest };
    }

    public override async Task<long> DeleteAsync(Database database, DateTimeOffset before, CancellationToken cancellation)
    {
        var deleted = 0;
        await changes.RunAsync(
            "mutual-aid", "AidDocumentRows", "",
            async change =>
            {
                deleted = 0;
                foreach (var document in await AidDocumentStore.OldAsync(change.Sql, before, DocumentBatch))
                {
                    if (await AidDocumentStore.DeleteAsync(change.Sql, document) == 0)
                        continue;
                    await DocumentUploads.ReleaseAsync(change.Sql, document);
                    deleted++;
                }

                if (deleted > 0)
                    change.Audit("mutual_aid.documents.expired", "aid_documents", null, new { rows = deleted });
                else
                    change.Unchanged();
            },
            cancellation);
        return deleted;
    }
}
