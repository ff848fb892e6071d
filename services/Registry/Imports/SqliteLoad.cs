using Microsoft.Data.Sqlite;
using OrdreCouncils.ServiceDefaults.Sql;
using SQLitePCL;

namespace OrdreCouncils.Registry.Imports;

/// <summary>SQLite settings while an import writes. Each batch is still flushed to disk before it counts as written.</summary>
internal static class SqliteLoad
{
    // The pages of a batch do not fit the default cache of 2 MB and would be read again and again; index builds sort in the same memory. The write-ahead
    // log is copied into the file every 64 MB instead of after each batch.
    private const string Pragmas = "pragma cache_size = -65536; pragma wal_autocheckpoint = 16384";

    /// <summary>Sets up a writing connection, which may keep the settings in the pool. Does nothing on PostgreSQL.</summary>
    public static void Prepare(SqlSession sql)
    {
        if (sql.Connection is SqliteConnection { Handle: { } database })
            SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(database, Pragmas), database);
    }
}
