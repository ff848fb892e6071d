using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Duplicates;

internal static class SuspicionStore
{
    /// <summary>The last record of the next <paramref name="step"/> records in name order; null when fewer remain.</summary>
    public static Task<PairRow?> StepEndAsync(SqlSession sql, PairCursor after, int step) => sql.SingleOrDefaultAsync<PairRow>(
        """
        select sort_key, rpps as First from physicians
        where (sort_key, rpps) > (@SortKey, @Rpps) order by sort_key, rpps limit 1 offset @offset
        """, new { after.SortKey, after.Rpps, offset = step - 1 });

    /// <summary>Pairs with one family name where the first names are equal, or one person's are the first of the other's. A sort key ends with the first names,
    /// so the matches of a record are one range of the index: from its key to its key and a space.</summary>
    public static Task<IReadOnlyList<PairRow>> PairsAsync(
        SqlSession sql, PairCursor after, PairRow? until, RowScope scope, int limit) => sql.QueryAsync<PairRow>(
        $"""
        select a.sort_key, a.rpps as First, b.rpps as Second
        from physicians a join physicians b on b.sort_key >= a.sort_key and b.sort_key < a.sort_key || '!'
        where (a.sort_key, a.rpps) >= (@SortKey, @Rpps) {(until is null ? "" : "and (a.sort_key, a.rpps) <= (@untilKey, @untilRpps)")}
          and (b.sort_key > a.sort_key or b.rpps > a.rpps)
          and (a.sort_key, a.rpps, b.rpps) > (@SortKey, @Rpps, @Other)
          and (@All or a.council = @Council or b.council = @Council)
          and not exists (select 1 from merges m where {DatedTables.Merges.HoldsNow("m")} and m.rpps in (a.rpps, b.rpps))
          and not exists (
              select 1 from dismissed_suspicions d
              where (d.first = a.rpps and d.second = b.rpps) or (d.first = b.rpps and d.second = a.rpps))
        order by a.sort_key, a.rpps, b.rpps limit @limit
        """,
        new
        {
            after.SortKey,
            after.Rpps,
            after.Other,
            untilKey = until?.SortKey,
            untilRpps = until?.First,
            scope.All,
            Council = scope.CouncilParameter,
            limit,
        });

    /// <summary>Both records exist and at least one is in scope.</summary>
    public static async Task<bool> AreInScopeAsync(SqlSession sql, string first, string second, RowScope scope) => await sql.ScalarAsync<long>(
        """
        select count(*) from physicians a join physicians b on b.rpps = @second
        where a.rpps = @first and (@All or a.council = @Council or b.council = @Council)
        """, new { first, second, scope.All, Council = scope.CouncilParameter }) == 1;

    /// <summary>False when the pair was dismissed before.</summary>
    public static async Task<bool> DismissAsync(SqlSession sql, string first, string second, string reason, string by, DateTimeOffset at)
    {
        var ordered = new[] { first, second }.Order(StringComparer.Ordinal).ToArray();
        return await sql.ExecuteAsync(
            """
            insert into dismissed_suspicions (first, second, reason, dismissed_by, dismissed_at) values (@First, @Second, @reason, @by, @at)
            on conflict (first, second) do nothing
            """, new { First = ordered[0], Second = ordered[1], reason, by, at }) == 1;
    }
}

internal sealed record PairRow
{
    public string SortKey { get; init; } = "";
    public string First { get; init; } = "";
    public string Second { get; init; } = "";
}
