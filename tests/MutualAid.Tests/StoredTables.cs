using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>Rows of a table as text. Bytes are read as Latin-1; for each column of bytes there is another with their number.</summary>
internal sealed record StoredTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows)
{
    public IEnumerable<(int One, int Other)> Pairs() =>
        from one in Enumerable.Range(0, Columns.Count) from other in Enumerable.Range(one, Columns.Count - one) select (one, other);
}

/// <summary>Every table of a store, as somebody reads it who has a copy of the database.</summary>
internal static partial class StoredTables
{
    // Columns whose value leads from a row that names a request to rows that do not.
    private static readonly string[] Links = ["id", "batch", "transfer_id"];

    public static Task<List<StoredTable>> ReadAsync(Database database) => database.SnapshotAsync(
        async sql =>
        {
            var names = await sql.QueryAsync<string>(
                sql.Engine == SqlEngine.Sqlite
                    ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
                    : "select table_name from information_schema.tables where table_schema = 'public'");
            var tables = new List<StoredTable>();
            foreach (var name in names)
                tables.Add(await ReadAsync(sql, name));
            return tables;
        },
        CancellationToken.None);

    /// <summary>Rows that name a record, and rows that belong to such a row of another table, with one word for all identifiers and RPPS numbers: what is left
    /// of two answers is then the same unless they say something else.</summary>
    public static List<string[]> RowsOf(IReadOnlyList<StoredTable> tables, StoredTable table, string id)
    {
        var keys = tables.SelectMany(other => other.Rows.Where(row => Names(row, id)).SelectMany(row => KeysOf(other, row))).ToHashSet();
        return
        [
            .. table.Rows.Where(row => Names(row, id) || KeysOf(table, row).Any(keys.Contains))
                .Select(row => Array.ConvertAll(row, cell => Identifier().Replace(cell, "identifier"))),
        ];
    }

    private static bool Names(string[] row, string id) => row.Any(cell => cell.Contains(id, StringComparison.Ordinal));

    private static IEnumerable<string> KeysOf(StoredTable table, string[] row) =>
        Links.Select(link => table.Columns.ToList().IndexOf(link)).Where(at => at >= 0).Select(at => row[at]).Where(value => Guid.TryParse(value, out _));

    private static async Task<StoredTable> ReadAsync(SqlSession sql, string name)
    {
        await using var command = sql.Connection.CreateCommand();
        command.Transaction = sql.Transaction;
        command.CommandText = $"select * from {name}";
        await using var reader = await command.ExecuteReaderAsync();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
        {
            var values = new object[columns.Count];
            reader.GetValues(values);
            rows.Add([.. values.Select(Text), .. values.Select(value => value is byte[] bytes ? bytes.Length.ToString(CultureInfo.InvariantCulture) : "")]);
        }

        return new StoredTable(name, [.. columns, .. columns.Select(column => $"{column} (length)")], rows);
    }

    private static string Text(object value) =>
        value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|1[0-9]{10}")]
    private static partial Regex Identifier();
}
