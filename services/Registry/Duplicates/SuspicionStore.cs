using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Duplicates;

internal static class SuspicionStore
{
    /// <summary>The names without spaces and with St as Saint (<see cref="NameMatch"/>), as the index physicians_sort has them: 0016. SQLite uses an index of
    /// an expression for a comparison of the expression alone, so each comparison of a name and a number has such a one beside it.</summary>
    private static string Names(string physician) =>
        $"replace(replace(replace(replace(' ' || replace({physician}.sort_key, '  ', ' | ') || ' ', ' st ', ' saint '), ' ste ', ' sainte '), ' ', ''), "
        + "'|', '  ')";

    /// <summary>The last record of the next <paramref name="step"/> records in name order; null when fewer remain.</summary>
    public static Task<PairRow?> StepEndAsync(SqlSession sql, PairCursor after, int step) => sql.SingleOrDefaultAsync<PairRow>(
        $"""
        select {Names("p")} as SortKey, p.rpps as First from physicians p
        where {Names("p")} >= @SortKey and ({Names("p")}, p.rpps) > (@SortKey, @Rpps) order by {Names("p")}, p.rpps limit 1 offset @offset
        """, new { after.SortKey, after.Rpps, offset = step - 1 });

    /// <summary>Pairs with one family name where the first names of one begin with the letters of the other's. They end the ordering text, so the matches of a
    /// record are one range of the index. <see cref="DuplicateRules"/> then leaves out a first name that only begins like a word of another.</summary>
    public static Task<IReadOnlyList<PairRow>> PairsAsync(
        SqlSession sql, PairCursor after, PairRow? until, RowScope scope, int limit) => sql.QueryAsync<PairRow>(
        $"""
        select {Names("a")} as SortKey, a.rpps as First, b.rpps as Second
        from physicians a join physicians b on {Names("b")} >= {Names("a")} and {Names("b")} < {Names("a")} || '~'
        where {Names("a")} >= @SortKey and ({Names("a")}, a.rpps) >= (@SortKey, @Rpps)
          {(until is null ? "" : $"and {Names("a")} <= @untilKey and ({Names("a")}, a.rpps) <= (@untilKey, @untilRpps)")}
          and ({Names("b")} > {Names("a")} or b.rpps > a.rpps)
          and ({Names("a")}, a.rpps, b.rpps) > (@SortKey, @Rpps, @Other)
          and (@All or a.council = @Council or b.council = @Council)
          and not exists (select 1 from merges m where {DatedTables.Merges.HoldsNow("m")} and m.rpps in (a.rpps, b.rpps))
          and not exists (
              select 1 from dismissed_suspicions d
              where (d.first = a.rpps and d.second = b.rpps) or (d.first = b.rpps and d.second = a.rpps))
        order by {Names("a")}, a.rpps, b.rpps limit @limit
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
