using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Testing;

/// <summary>Runs a service's migrations once per test process; each store is then a copy.</summary>
internal static class MigratedStore
{
    private static readonly ConcurrentDictionary<Assembly, Lazy<Task<byte[]>>> Files = new();

    public static Task<byte[]> SqliteAsync(Assembly service) => Files.GetOrAdd(service, key => new(() => MakeAsync(key))).Value;

    public static async Task MigrateAsync(SqlEngine engine, string connectionString, Assembly service)
    {
        await using var database = new Database(Options.Create(new DatabaseOptions { Engine = engine, ConnectionString = connectionString }));
        await new Migrator(database, NullLogger<Migrator>.Instance).ApplyAsync([typeof(Migrator).Assembly, service], default);
    }

    private static async Task<byte[]> MakeAsync(Assembly service)
    {
        var folder = Scratch.Folder("ordre-sqlite-");
        try
        {
            var file = Path.Combine(folder.FullName, "store.db");
            // SQLite moves its log into the file when the last connection closes; a pooled connection would stay open.
            await MigrateAsync(SqlEngine.Sqlite, $"Data Source={file};Pooling=false", service);
            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
