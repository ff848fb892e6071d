using Microsoft.Data.Sqlite;
using OrdreCouncils.ServiceDefaults.Sql;
using SQLitePCL;

namespace OrdreCouncils.Registry.Imports;

/// <summary>How much SQLite may hold back while an import writes. Each batch is still flushed to disk before it counts as written.</summary>
internal static class SqliteLoad
{
    // Pages of a batch's tables do not fit the default cache of 2 MB and would go back and forth; indexes are sorted in as much memory. And by default
    // each batch would be copied from the write-ahead log into the file at once: now that happens every 64 MB.
    private const string Pragmas = "pragma cache_size = -65536; pragma wal_autocheckpoint = 16384";

    /// <summary>Readies a writing connection; it may stay so when it goes back to the pool. Nothing on PostgreSQL.</summary>
    public static void Prepare(SqlSession sql)
    {
        if (sql.Connection is SqliteConnection { Handle: { } database })
            SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(database, Pragmas), database);
    }
}
