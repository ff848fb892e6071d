using System.Text.Json;

namespace OrdreCouncils.ServiceDefaults.Sql;

/// <summary>Many texts in one SQL parameter, <c>@list</c>, for both engines. Dapper's <c>in @list</c> fails on PostgreSQL, which wants <c>= any</c>.</summary>
public static class TextList
{
    public static string Condition(SqlEngine engine, string column) =>
        engine == SqlEngine.PostgreSql ? $"{column} = any(@list)" : $"{column} in (select value from json_each(@list))";

    public static object Value(SqlEngine engine, IEnumerable<string> texts) =>
        engine == SqlEngine.PostgreSql ? texts.ToArray() : JsonSerializer.Serialize(texts);
}
