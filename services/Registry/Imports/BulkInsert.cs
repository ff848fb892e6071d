using Microsoft.Data.Sqlite;
using Npgsql;
using OrdreCouncils.ServiceDefaults.Sql;

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
            : Task.Run(() => Insert((SqliteConnection)sql.Connection, (SqliteTransaction)sql.Transaction!, table, columns, rows, sql.Cancellation));

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

    private static void Insert(
        SqliteConnection connection, SqliteTransaction transaction, string table, string[] columns, IEnumerable<object[]> rows, CancellationToken cancellation)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(column => "@" + column))})";
        var parameters = columns.Select(column => command.Parameters.Add("@" + column, SqliteType.Text)).ToArray();
        command.Prepare();
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < row.Length; i++)
            {
                parameters[i].SqliteType = row[i] switch { byte[] => SqliteType.Blob, int or long => SqliteType.Integer, _ => SqliteType.Text };
                parameters[i].Value = row[i] is DateOnly date ? date.ToString("O", System.Globalization.CultureInfo.InvariantCulture) : row[i];
            }

            command.ExecuteNonQuery();
        }
    }
}
