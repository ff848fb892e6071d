using System.Text.Json;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.MutualAid.Register;

internal static class NumbersStore
{
    /// <summary>Null when the copy does not have the number.</summary>
    public static Task<string?> CouncilAsync(SqlSession sql, string rpps) =>
        sql.SingleOrDefaultAsync<string>("select council from register_numbers where rpps = @rpps", new { rpps });

    public static async Task<string> PositionAsync(SqlSession sql) =>
        (await sql.SingleOrDefaultAsync<string>("select token from register_position where id = 1"))!;

    /// <summary>Writes a page and the place that it reaches. A slower replica may write an older page: its place is older too, so the page after it is read
    /// again.</summary>
    public static async Task WriteAsync(SqlSession sql, ReadNumbersResponse page)
    {
        if (page.Numbers.Count > 0)
        {
            await sql.ExecuteAsync(
                sql.Engine == SqlEngine.PostgreSql ? OnPostgreSql : OnSqlite,
                sql.Engine == SqlEngine.PostgreSql
                    ? new { rpps = page.Numbers.Select(number => number.Rpps).ToArray(), councils = page.Numbers.Select(number => number.Council).ToArray() }
                    : new { list = JsonSerializer.Serialize(page.Numbers.Select(number => new[] { number.Rpps, number.Council })) });
        }

        await sql.ExecuteAsync("update register_position set token = @NextToken where id = 1", new { page.NextToken });
    }

    private const string Upsert = "on conflict (rpps) do update set council = excluded.council";
    private const string OnPostgreSql = $"insert into register_numbers (rpps, council) select * from unnest(@rpps, @councils) {Upsert}";

    // SQLite reads "on" as a join condition without the "where".
    private const string OnSqlite =
        $"""
        insert into register_numbers (rpps, council)
        select json_extract(value, '$[0]'), json_extract(value, '$[1]') from json_each(@list) where true {Upsert}
        """;
}
