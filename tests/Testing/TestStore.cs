using Microsoft.Data.Sqlite;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Testing;

/// <summary>An empty store on the engine asked for: a SQLite file or a PostgreSQL database of its own.</summary>
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

    public static async Task<TestStore> CreateAsync(SqlEngine engine)
    {
        if (engine == SqlEngine.PostgreSql)
            return new TestStore(engine, await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(), null);

        var folder = Directory.CreateTempSubdirectory("ordre-sqlite-");
        return new TestStore(engine, $"Data Source={Path.Combine(folder.FullName, "store.db")}", folder);
    }

    /// <summary>A new empty database of a server of one's own.</summary>
    public static async Task<TestStore> OnAsync(PostgresServer server) => new(SqlEngine.PostgreSql, await server.CreateDatabaseAsync(), null);

    public void Dispose() => folder?.Delete(recursive: true);
}
