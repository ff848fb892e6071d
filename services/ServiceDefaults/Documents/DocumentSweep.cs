using Microsoft.Extensions.Logging;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>Deletes uploads that no record came to keep. The row is doomed first, so that no record can keep a document whose bytes go; it is deleted last, so
/// that an interrupted sweep finds the rest again.</summary>
public sealed class DocumentSweep : PeriodicWork
{
    private const int Batch = 100;
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    private readonly Database database;
    private readonly DocumentVault vault;
    private readonly IEnumerable<IDocumentRecords> records;
    private readonly DocumentOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<DocumentSweep> log;

    internal DocumentSweep(
        Database database, DocumentVault vault, IEnumerable<IDocumentRecords> records, DocumentOptions options, TimeProvider clock, ILogger<DocumentSweep> log)
        : base(Every, clock, log)
    {
        (this.database, this.vault, this.records) = (database, vault, records);
        (this.options, this.clock, this.log) = (options, clock, log);
    }

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - options.SweepAfter;
        var old = await database.ReadAsync(sql => DocumentStore.UnkeptAsync(sql, before, Batch), cancellation);
        await EachAsync(old, id => SweepAsync(id, cancellation));
    }

    private async Task SweepAsync(string id, CancellationToken cancellation)
    {
        if (!await database.WriteAsync(async sql => !await IsReferredToAsync(sql, id) && await DocumentStore.DoomAsync(sql, id), cancellation))
            return;
        await vault.DeleteAllAsync(id, cancellation);
        await database.WriteAsync(
            async sql =>
            {
                await DocumentStore.DeleteAsync(sql, id);
                return true;
            },
            cancellation);
        log.LogInformation("Deleted upload {Document}, which no record kept", id);
    }

    private async Task<bool> IsReferredToAsync(SqlSession sql, string id)
    {
        foreach (var record in records)
        {
            if (!await record.ReferToAsync(sql, id))
                continue;
            log.LogError("A record refers to document {Document}, whose row says that none does; its bytes stay", id);
            return true;
        }

        return false;
    }
}
