using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrdreCouncils.ServiceDefaults.Sql.Sqlite;

/// <summary>Keeps prepared statements, which the provider's own pool discards (docs/decisions/0013, 0015).</summary>
internal sealed class SqlitePool : IDisposable
{
    // As many as processors and a few more: calls do not wait while they hold a connection.
    private const int MostIdle = 16;

    private readonly string connectionString;
    private readonly ConcurrentStack<KeptConnection> idle = new();
    private volatile bool disposed;

    public SqlitePool(string connectionString) =>
        this.connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();

    public async ValueTask<SqliteConnection> OpenAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // The most recently used connection has the most statements.
        if (idle.TryPop(out var known))
            return known.MarkInUse();
        var connection = new KeptConnection(connectionString, this);
        await connection.OpenAsync(cancellation);
        return connection.MarkInUse();
    }

    public bool Return(KeptConnection connection)
    {
        // An open transaction must not pass to the next caller.
        if (disposed || idle.Count >= MostIdle || connection.Handle is not { } handle || raw.sqlite3_get_autocommit(handle) == 0)
            return false;
        idle.Push(connection);
        // The pool was disposed meanwhile: nobody else would close it.
        if (disposed)
            CloseIdle();
        return true;
    }

    public void Dispose()
    {
        disposed = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (idle.TryPop(out var connection))
            connection.CloseForGood();
    }
}
