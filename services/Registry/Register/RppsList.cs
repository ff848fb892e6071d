using System.Text.Json;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

/// <summary>Many numbers in one SQL parameter for both engines. Dapper's <c>in @list</c> fails on PostgreSQL, which wants <c>= any</c>.</summary>
internal static class RppsList
{
    public static string Condition(SqlEngine engine, string column = "rpps") =>
        engine == SqlEngine.PostgreSql ? $"{column} = any(@list)" : $"{column} in (select value from json_each(@list))";

    public static object Value(SqlEngine engine, IEnumerable<string> rpps) =>
        engine == SqlEngine.PostgreSql ? rpps.ToArray() : JsonSerializer.Serialize(rpps);
}
