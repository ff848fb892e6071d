using System.Reflection;
using Microsoft.Data.Sqlite;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Testing;

/// <summary>A store without rows on the engine asked for: a SQLite file or a PostgreSQL database of its own.</summary>
public sealed class TestStore : IDisposable
{
    private readonly DirectoryInfo? folder;

    private TestStore(SqlEngine engine, string connectionString, DirectoryInfo? folder)
    {
        Engine = engine;
        ConnectionString = connectionString;
        this.folder = folder;
    }

    public SqlEngine Engine { get; }
    public string ConnectionString { get; }

    /// <summary>The SQLite file; fails for PostgreSQL.</summary>
    public string File => new SqliteConnectionStringBuilder(ConnectionString).DataSource;

    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Database:Engine"] = Engine.ToString(),
        ["Database:ConnectionString"] = ConnectionString,
    };

    /// <param name="engine">SQLite or PostgreSQL.</param>
    /// <param name="service">The service whose tables are wanted from the start, where that saves time; null for none, as a first start finds it.</param>
    public static async Task<TestStore> CreateAsync(SqlEngine engine, Assembly? service = null)
    {
        if (engine == SqlEngine.PostgreSql)
        {
            var server = await PostgresServer.SharedAsync();
            return new TestStore(engine, service is null ? await server.CreateDatabaseAsync() : await server.CreateDatabaseAsync(service), null);
        }

        var folder = Directory.CreateTempSubdirectory("ordre-sqlite-");
        return new TestStore(engine, $"Data Source={Path.Combine(folder.FullName, "store.db")}", folder);
    }

    /// <summary>A new empty database of a server of one's own.</summary>
    public static async Task<TestStore> OnAsync(PostgresServer server) => new(SqlEngine.PostgreSql, await server.CreateDatabaseAsync(), null);

    public void Dispose() => folder?.Delete(recursive: true);
}
