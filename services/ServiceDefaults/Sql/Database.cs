using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using OrdreCouncils.ServiceDefaults.Sql.Sqlite;

namespace OrdreCouncils.ServiceDefaults.Sql;

/// <summary>The store of one service: opens sessions, read or write, on whichever engine is configured.</summary>
public sealed class Database : IAsyncDisposable
{
    /// <summary>Statements of a PostgreSQL connection that are kept prepared.</summary>
    private const int MostPrepared = 200;

    private readonly NpgsqlDataSource? postgres;
    private readonly SqlitePool? sqlite;

    // SQLite lets one writer in at a time; waiting here is asynchronous and cancellable, waiting on its busy time-out is neither.
    private readonly SemaphoreSlim writer = new(1, 1);

    public Database(IOptions<DatabaseOptions> options)
    {
        TypeHandlers.Register();
        Engine = options.Value.Engine;
        if (Engine == SqlEngine.PostgreSql)
        {
            postgres = NpgsqlDataSource.Create(Preparing(options.Value.ConnectionString));
            return;
        }

        // Private caches with WAL: Cache=Shared brings table locks that WAL readers must not meet.
        sqlite = new SqlitePool(new SqliteConnectionStringBuilder(options.Value.ConnectionString)
        {
            ForeignKeys = true,
            Cache = SqliteCacheMode.Private,
            DefaultTimeout = 30,
        }.ToString());
    }

    public SqlEngine Engine { get; }

    /// <summary>Runs reads on one connection, each statement seeing the latest committed rows.</summary>
    public async Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return await read(new SqlSession(connection, null, Engine, cancellation));
    }

    /// <summary>Runs reads in one transaction, all seeing one snapshot of the rows.</summary>
    public async Task<T> SnapshotAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var transaction = await BeginAsync(connection, write: false, cancellation);
        return await read(new SqlSession(connection, transaction, Engine, cancellation));
    }

    /// <summary>
    /// Runs <paramref name="write"/> in one transaction; commits when it answers true, leaves nothing behind when it answers false or throws.
    /// Business code writes through <c>ChangeRunner</c>, which adds the audit entry; this is for the platform's own tables.
    /// </summary>
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
            // Past this point a cancelled caller must not leave the outcome in doubt.
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

    /// <summary>
    /// What a connection string leaves open. Statements that come again are prepared: a pooler between may not allow it, and is told so in the string.
    /// And no statement here leaves anything behind in a session, so that none has to be reset before the next call's.
    /// </summary>
    private static string Preparing(string connectionString)
    {
        // The provider's own builder says of every setting it knows that it is there.
        var said = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!said.ContainsKey("Max Auto Prepare") && !said.ContainsKey(nameof(settings.MaxAutoPrepare)))
            settings.MaxAutoPrepare = MostPrepared;
        if (!said.ContainsKey("No Reset On Close") && !said.ContainsKey(nameof(settings.NoResetOnClose)))
            settings.NoResetOnClose = true;
        return settings.ToString();
    }

    private static async Task<DbTransaction> BeginAsync(DbConnection connection, bool write, CancellationToken cancellation) =>
        connection is SqliteConnection lite
            ? lite.BeginTransaction(IsolationLevel.Serializable, deferred: !write)
            : await connection.BeginTransactionAsync(write ? IsolationLevel.ReadCommitted : IsolationLevel.RepeatableRead, cancellation);
}
