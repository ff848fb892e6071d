using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using OrdreCouncils.ServiceDefaults.Sql.Sqlite;

namespace OrdreCouncils.ServiceDefaults.Sql;

public sealed class Database : IAsyncDisposable
{
    private const int MostPrepared = 200;

    private readonly NpgsqlDataSource? postgres;
    private readonly SqlitePool? sqlite;

    // SQLite has one writer at a time; waiting here is asynchronous and cancellable, unlike waiting on its busy timeout.
    private readonly SemaphoreSlim writer = new(1, 1);

    public Database(IOptions<DatabaseOptions> options)
    {
        TypeHandlers.Register();
        Engine = options.Value.Engine;
        if (Engine == SqlEngine.PostgreSql)
        {
            postgres = Open(options.Value);
            return;
        }

        // Cache=Shared would bring table locks, which conflict with WAL readers.
        sqlite = new SqlitePool(new SqliteConnectionStringBuilder(options.Value.ConnectionString)
        {
            ForeignKeys = true,
            Cache = SqliteCacheMode.Private,
            DefaultTimeout = 30,
        }.ToString());
    }

    public SqlEngine Engine { get; }

    /// <summary>Each statement sees the latest committed rows.</summary>
    public async Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return await read(new SqlSession(connection, null, Engine, cancellation));
    }

    /// <summary>All statements see one snapshot of the rows.</summary>
    public async Task<T> SnapshotAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await BeginAsync(connection, write: false, cancellation);
        return await read(new SqlSession(connection, transaction, Engine, cancellation));
    }

    // Business code writes through ChangeRunner; this is for the platform's own tables.
    public async Task<bool> WriteAsync(Func<SqlSession, Task<bool>> write, CancellationToken cancellation)
    {
        if (Engine == SqlEngine.Sqlite)
            await writer.WaitAsync(cancellation);
        try
        {
            await using var connection = await OpenAsync(cancellation);
            await using var transaction = await BeginAsync(connection, write: true, cancellation);
            if (!await write(new SqlSession(connection, transaction, Engine, cancellation)))
                return false;

            cancellation.ThrowIfCancellationRequested();
            // A cancellation during the commit would leave its outcome unknown.
            await transaction.CommitAsync(CancellationToken.None);
            return true;
        }
        finally
        {
            if (Engine == SqlEngine.Sqlite)
                writer.Release();
        }
    }

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellation) =>
        sqlite is not null ? await sqlite.OpenAsync(cancellation) : await postgres!.OpenConnectionAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        writer.Dispose();
        sqlite?.Dispose();
        if (postgres is not null)
            await postgres.DisposeAsync();
    }

    private static NpgsqlDataSource Open(DatabaseOptions options)
    {
        var builder = new NpgsqlDataSourceBuilder(WithDefaults(options.ConnectionString));
        // Read for each connection, so that a replaced password is used at once.
        if (options.PasswordFile.Length > 0)
        {
            builder.UsePasswordProvider(
                _ => File.ReadAllText(options.PasswordFile).TrimEnd('\r', '\n'),
                async (_, cancellation) => (await File.ReadAllTextAsync(options.PasswordFile, cancellation)).TrimEnd('\r', '\n'));
        }

        return builder.Build();
    }

    // No statement changes its session, so sessions are not reset between calls.
    private static string WithDefaults(string connectionString)
    {
        // The provider's own builder contains every known setting, set or not.
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!given.ContainsKey("Max Auto Prepare") && !given.ContainsKey(nameof(settings.MaxAutoPrepare)))
            settings.MaxAutoPrepare = MostPrepared;
        if (!given.ContainsKey("No Reset On Close") && !given.ContainsKey(nameof(settings.NoResetOnClose)))
            settings.NoResetOnClose = true;
        return settings.ToString();
    }

    private static async Task<DbTransaction> BeginAsync(DbConnection connection, bool write, CancellationToken cancellation) =>
        connection is SqliteConnection lite
            ? lite.BeginTransaction(IsolationLevel.Serializable, deferred: !write)
            : await connection.BeginTransactionAsync(write ? IsolationLevel.ReadCommitted : IsolationLevel.RepeatableRead, cancellation);
}
