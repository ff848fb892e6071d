using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.AuditReading;

/// <summary>A copy of a store's audit log in a SQLite file of its own, for whoever verifies it away from the platform.</summary>
public static class AuditCopy
{
    private const int Page = 1000;

    /// <param name="store">The store whose log is copied, as it stands at one instant.</param>
    /// <param name="file">A file that does not exist yet.</param>
    /// <param name="cancellation">Ends the work; the file is then incomplete.</param>
    /// <returns>The copy; <see cref="AuditVerifier"/> reads it like the original.</returns>
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
                    return true;
                },
                cancellation),
            cancellation);
        return copy;
    }
}
