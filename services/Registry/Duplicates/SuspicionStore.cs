using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Duplicates;

/// <summary>SQL that finds pairs of physicians called alike, and remembers those found to be two persons.</summary>
internal static class SuspicionStore
{
    /// <summary>The name and number up to which a step of the walk goes, in the order of lists; null at the end.</summary>
    public static Task<PairRow?> StepAsync(SqlSession sql, PairCursor after, int step) => sql.SingleOrDefaultAsync<PairRow>(
        """
        select sort_key, rpps as First from physicians
        where (sort_key, rpps) > (@SortKey, @Rpps) order by sort_key, rpps limit 1 offset @offset
        """, new { after.SortKey, after.Rpps, offset = step - 1 });

    /// <summary>
    /// Pairs after a place, the first of each up to another: of one family name, and the first names of one equal to those of the other or the first of
    /// them. A sort key ends with the first names, so that those are one range of the index: from the key itself to the key and a space.
    /// </summary>
    public static Task<IReadOnlyList<PairRow>> PairsAsync(SqlSession sql, PairCursor after, PairRow? until, RowScope scope, int limit) => sql.QueryAsync<PairRow>(
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
            Council = Own(scope),
            limit,
        });

    /// <summary>Whether both are there and one of them within reach.</summary>
    public static async Task<bool> ReachesAsync(SqlSession sql, string first, string second, RowScope scope) => await sql.ScalarAsync<long>(
        """
        select count(*) from physicians a join physicians b on b.rpps = @second
        where a.rpps = @first and (@All or a.council = @Council or b.council = @Council)
        """, new { first, second, scope.All, Council = Own(scope) }) == 1;

    /// <summary>False when the pair had been dismissed before.</summary>
    public static async Task<bool> DismissAsync(SqlSession sql, string first, string second, string reason, string by, DateTimeOffset at)
    {
        var ordered = new[] { first, second }.Order(StringComparer.Ordinal).ToArray();
        return await sql.ExecuteAsync(
            """
            insert into dismissed_suspicions (first, second, reason, dismissed_by, dismissed_at) values (@First, @Second, @reason, @by, @at)
            on conflict (first, second) do nothing
            """, new { First = ordered[0], Second = ordered[1], reason, by, at }) == 1;
    }

    // No council is called so.
    private static string Own(RowScope scope) => scope.Council.Length > 0 ? scope.Council : "-";
}

/// <summary>Two physicians called alike.</summary>
internal sealed record PairRow
{
    public string SortKey { get; init; } = "";
    public string First { get; init; } = "";
    public string Second { get; init; } = "";
}
