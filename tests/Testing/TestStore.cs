using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Testing;

/// <summary>An empty store: a SQLite file or a PostgreSQL database of its own.</summary>
public sealed class TestStore : IDisposable
{
    private readonly Action end;
    private int disposed;

    // Dapper compiles the reader of each statement once per connection string. All stores of one engine have the same columns, so one reader serves them all.
    static TestStore() => SqlMapper.ConnectionStringComparer = new SameEngine();

    private TestStore(SqlEngine engine, string connectionString, Action end)
    {
        Engine = engine;
        ConnectionString = connectionString;
        this.end = end;
    }

    public SqlEngine Engine { get; }
    public string ConnectionString { get; }

    public string File => new SqliteConnectionStringBuilder(ConnectionString).DataSource;

    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Database:Engine"] = Engine.ToString(),
        ["Database:ConnectionString"] = ConnectionString,
    };

    /// <param name="service">The service whose tables the store has already, which saves the migrations; null for a store without tables.</param>
    public static async Task<TestStore> CreateAsync(SqlEngine engine, Assembly? service = null)
    {
        if (engine == SqlEngine.PostgreSql)
        {
            var server = await PostgresServer.SharedAsync();
            var connectionString = service is null ? await server.CreateDatabaseAsync() : await server.CreateDatabaseAsync(service);
            return new TestStore(engine, connectionString, () => server.DropDatabase(connectionString));
        }

        var folder = Scratch.Folder("ordre-sqlite-");
        var file = Path.Combine(folder.FullName, "store.db");
        if (service is not null)
            await System.IO.File.WriteAllBytesAsync(file, await MigratedStore.SqliteAsync(service));
        return new TestStore(engine, $"Data Source={file}", () => folder.Delete(recursive: true));
    }

    /// <summary>A database on a separate server; it is removed with that server.</summary>
    public static async Task<TestStore> OnAsync(PostgresServer server) => new(SqlEngine.PostgreSql, await server.CreateDatabaseAsync(), () => { });

    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
            end();
    }

    private sealed class SameEngine : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => IsSqlite(x) == IsSqlite(y);

        public int GetHashCode(string obj) => IsSqlite(obj) ? 1 : 0;

        private static bool IsSqlite(string? connectionString) => connectionString?.StartsWith("Data Source", StringComparison.OrdinalIgnoreCase) == true;
    }
}
