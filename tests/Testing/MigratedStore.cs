using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Testing;

/// <summary>Runs a service's migrations once for all the stores of a test process.</summary>
internal static class MigratedStore
{
    private static readonly ConcurrentDictionary<Assembly, Lazy<Task<byte[]>>> Files = new();

    /// <summary>A SQLite file with a service's tables, to be copied.</summary>
    public static Task<byte[]> SqliteAsync(Assembly service) => Files.GetOrAdd(service, key => new(() => MakeAsync(key))).Value;

    /// <summary>Brings a store to the latest script, as a start of the service would.</summary>
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
            // The last connection to close moves the log into the file; a pooled one would stay open.
            await MigrateAsync(SqlEngine.Sqlite, $"Data Source={file};Pooling=false", service);
            return await File.ReadAllBytesAsync(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
