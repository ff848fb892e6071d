using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Tests.Testing;

/// <summary>Searches every column of every table of a store.</summary>
public static class StoredTexts
{
    /// <summary>The columns that hold any of the texts in UTF-8, in a text or in bytes.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(Database database, SqlEngine engine, IReadOnlyList<string> texts)
    {
        var found = new List<string>();
        await database.ReadAsync(
            async sql =>
            {
                foreach (var (table, column, type) in await ColumnsAsync(sql, engine))
                {
                    foreach (var text in texts)
                    {
                        if (await sql.ScalarAsync<long>($"select count(*) from \"{table}\" where {Holds(engine, column, type)}", new { text }) > 0)
                            found.Add($"{text} in {table}.{column}");
                    }
                }

                return true;
            },
            CancellationToken.None);
        return found;
    }

    private static Task<IReadOnlyList<(string Table, string Column, string Type)>> ColumnsAsync(SqlSession sql, SqlEngine engine) =>
        sql.QueryAsync<(string Table, string Column, string Type)>(engine == SqlEngine.Sqlite
            ? "select m.name, c.name, lower(c.type) from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'"
            : "select table_name, column_name, data_type from information_schema.columns where table_schema = 'public'");

    private static string Holds(SqlEngine engine, string column, string type) => engine == SqlEngine.Sqlite
        ? $"instr(cast(\"{column}\" as blob), cast(@text as blob)) > 0"
        : type == "bytea" ? $"position(convert_to(@text, 'UTF8') in \"{column}\") > 0"
        : $"position(@text in \"{column}\"::text) > 0";
}
