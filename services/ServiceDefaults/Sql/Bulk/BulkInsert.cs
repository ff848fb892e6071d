using Microsoft.Data.Sqlite;
using Npgsql;

namespace OrdreCouncils.ServiceDefaults.Sql.Bulk;

/// <summary>Inserts many rows by each engine's fastest way: COPY on PostgreSQL, one prepared statement on SQLite.</summary>
public static class BulkInsert
{
    public static Task RowsAsync<T>(SqlSession sql, string table, string[] columns, IReadOnlyList<T> rows, Action<RowWriter, T> write)
    {
        if (rows.Count == 0)
            return Task.CompletedTask;
        return sql.Connection is NpgsqlConnection connection
            ? CopyAsync(connection, table, columns, rows, write, sql.Cancellation)
            : Task.Run(() => Insert((SqliteConnection)sql.Connection, table, columns, rows, write, sql.Cancellation));
    }

    private static async Task CopyAsync<T>(
        NpgsqlConnection connection, string table, string[] columns, IReadOnlyList<T> rows, Action<RowWriter, T> write, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {table} ({string.Join(", ", columns)}) from stdin (format binary)", cancellation);
        var writer = new CopyRowWriter(copy);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            write(writer, row);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static void Insert<T>(
        SqliteConnection connection, string table, string[] columns, IReadOnlyList<T> rows, Action<RowWriter, T> write, CancellationToken cancellation)
    {
        using var writer = new StatementRowWriter(
            connection.Handle!, $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(_ => "?"))})");
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            write(writer, row);
            writer.Step();
        }
    }
}
