using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrdreCouncils.ServiceDefaults.Sql.Sqlite;

/// <summary>
/// Open connections to one SQLite file, each with the statements it has prepared. The provider's own pool keeps connections and forgets their
/// statements: parsing and planning the same text again costs more than most look-ups do (docs/decisions/0013). PostgreSQL's provider prepares by itself.
/// </summary>
internal sealed class SqlitePool : IDisposable
{
    /// <summary>Calls run on as many threads as there are processors, or a few more: none of them waits for SQLite elsewhere.</summary>
    private const int MostIdle = 16;

    private readonly string connectionString;
    private readonly ConcurrentStack<KeptConnection> idle = new();
    private volatile bool ended;

    public SqlitePool(string connectionString) =>
        this.connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();

    /// <summary>A connection that nobody else has; disposing of it gives it back.</summary>
    public async ValueTask<SqliteConnection> OpenAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // The one used last: its statements are there.
        if (idle.TryPop(out var known))
            return known.Lent();
        var connection = new KeptConnection(connectionString, this);
        await connection.OpenAsync(cancellation);
        return connection.Lent();
    }

    /// <summary>Takes a connection back; false when it is to be closed.</summary>
    public bool TakeBack(KeptConnection connection)
    {
        // A transaction left open would be the next caller's.
        if (ended || idle.Count >= MostIdle || connection.Handle is not { } handle || raw.sqlite3_get_autocommit(handle) == 0)
            return false;
        idle.Push(connection);
        // Ended in between: nobody would close it.
        if (ended)
            CloseIdle();
        return true;
    }

    public void Dispose()
    {
        ended = true;
        CloseIdle();
    }

    private void CloseIdle()
    {
        while (idle.TryPop(out var connection))
            connection.End();
    }
}
