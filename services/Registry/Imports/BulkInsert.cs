using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using OrdreCouncils.ServiceDefaults.Sql;
using SQLitePCL;

namespace OrdreCouncils.Registry.Imports;

/// <summary>Many rows into one table, each engine's fastest way: COPY on PostgreSQL, one prepared statement on SQLite.</summary>
internal static class BulkInsert
{
    /// <param name="sql">The transaction.</param>
    /// <param name="table">Name of the table.</param>
    /// <param name="columns">Names of the columns.</param>
    /// <param name="rows">Values in the columns' order: string, int, long, DateOnly or byte[].</param>
    public static Task RowsAsync(SqlSession sql, string table, string[] columns, IEnumerable<object[]> rows) =>
        sql.Engine == SqlEngine.PostgreSql
            ? CopyAsync((NpgsqlConnection)sql.Connection, table, columns, rows, sql.Cancellation)
            : Task.Run(() => Insert((SqliteConnection)sql.Connection, table, columns, rows, sql.Cancellation));

    private static async Task CopyAsync(
        NpgsqlConnection connection, string table, string[] columns, IEnumerable<object[]> rows, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)", cancellation);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            foreach (var value in row)
                await copy.WriteAsync(value, cancellation);
        }

        await copy.CompleteAsync(cancellation);
    }

    /// <summary>Straight to the engine: a command object would spend more time on each row than the engine does.</summary>
    private static void Insert(SqliteConnection connection, string table, string[] columns, IEnumerable<object[]> rows, CancellationToken cancellation)
    {
        var database = connection.Handle!;
        // The indexes of a batch's tables do not fit the default cache of 2 MB, and pages would go back and forth.
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(database, "pragma cache_size = -65536"), database);
        var text = $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(_ => "?"))})";
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, text, out var statement), database);
        using (statement)
        {
            foreach (var row in rows)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var i = 0; i < row.Length; i++)
                    SqliteException.ThrowExceptionForRC(Bind(statement, i + 1, row[i]), database);
                var step = raw.sqlite3_step(statement);
                if (step != raw.SQLITE_DONE)
                    SqliteException.ThrowExceptionForRC(step, database);
                raw.sqlite3_reset(statement);
            }
        }
    }

    private static int Bind(sqlite3_stmt statement, int place, object value) => value switch
    {
        string text => raw.sqlite3_bind_text(statement, place, text),
        int number => raw.sqlite3_bind_int64(statement, place, number),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        DateOnly date => raw.sqlite3_bind_text(statement, place, date.ToString("O", CultureInfo.InvariantCulture)),
        byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
        _ => throw new ArgumentException($"No column holds a {value.GetType().Name}."),
    };
}
