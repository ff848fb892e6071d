using System.Text.Json;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

/// <summary>
/// Many numbers in one SQL parameter: an array on PostgreSQL, JSON on SQLite, which has no arrays. Dapper's <c>in @list</c> does not work on both: it
/// expands the list for SQLite and sends an array to PostgreSQL, which wants <c>= any</c>.
/// </summary>
internal static class RppsList
{
    /// <summary>Condition that a column is one of the numbers of <c>@list</c>.</summary>
    public static string Condition(SqlEngine engine, string column = "rpps") =>
        engine == SqlEngine.PostgreSql ? $"{column} = any(@list)" : $"{column} in (select value from json_each(@list))";

    public static object Value(SqlEngine engine, IEnumerable<string> rpps) =>
        engine == SqlEngine.PostgreSql ? rpps.ToArray() : JsonSerializer.Serialize(rpps);
}
