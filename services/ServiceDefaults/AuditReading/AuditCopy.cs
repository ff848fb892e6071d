using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Checkpoints;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.AuditReading;

/// <summary>Copies a store's audit log into a SQLite file, for verification away from the platform.</summary>
public static class AuditCopy
{
    private const int Page = 1000;

    public static async Task<Database> CreateAsync(Database store, string file, CancellationToken cancellation)
    {
        var copy = new Database(Options.Create(new DatabaseOptions { ConnectionString = $"Data Source={file}" }));
        await new Migrator(copy, NullLogger<Migrator>.Instance).ApplyAsync([typeof(AuditCopy).Assembly], cancellation);
        await store.SnapshotAsync(
            from => copy.WriteAsync(
                async to =>
                {
                    for (long last = 0; ;)
                    {
                        var rows = await AuditStore.PageAsync(from, last, Page);
                        if (rows.Count == 0)
                            break;
                        foreach (var row in rows)
                            await AuditStore.InsertAsync(to, row);
                        last = rows[^1].Sequence;
                    }

                    await AuditStore.SetHeadAsync(to, await AuditStore.HeadAsync(from));
                    await AccessLogStore.InsertAsync(to, await AccessLogStore.AllAsync(from));
                    foreach (var purge in await PurgeStore.AllAsync(from))
                        await PurgeStore.AddAsync(to, purge);
                    return true;
                },
                cancellation),
            cancellation);
        return copy;
    }
}
