using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.WatchLists;

/// <summary>SQL of the lists. Every condition includes the partner, so that no partner reaches another's list.</summary>
internal static class WatchListStore
{
    public static Task<IReadOnlyList<WatchedRow>> PageAsync(SqlSession sql, string partner, string after, int limit) => sql.QueryAsync<WatchedRow>(
        "select rpps, added_at from watched_physicians where partner = @partner and rpps > @after order by rpps limit @limit",
        new { partner, after, limit });

    public static Task<int> CountAsync(SqlSession sql, string partner) =>
        sql.ScalarAsync<int>("select count(*) from watched_physicians where partner = @partner", new { partner });

    /// <summary>Adds the missing numbers; gives how many were missing.</summary>
    public static Task<int> AddAsync(SqlSession sql, string partner, IReadOnlyCollection<string> rpps, DateTimeOffset at, long revision) => sql.ExecuteAsync(
        $"""
        insert into watched_physicians (partner, rpps, added_at, added_revision)
        select @partner, listed.rpps, @at, @revision from {Listed(sql.Engine)} where true
        on conflict (partner, rpps) do nothing
        """, new { partner, at, revision, list = TextList.Value(sql.Engine, rpps) });

    /// <summary>Gives how many numbers were removed.</summary>
    public static Task<int> RemoveAsync(SqlSession sql, string partner, IReadOnlyCollection<string> rpps) => sql.ExecuteAsync(
        $"delete from watched_physicians where partner = @partner and {TextList.Condition(sql.Engine, "rpps")}",
        new { partner, list = TextList.Value(sql.Engine, rpps) });

    /// <summary>Removes all numbers but these; gives how many were removed.</summary>
    public static Task<int> RemoveOthersAsync(SqlSession sql, string partner, IReadOnlyCollection<string> rpps) => sql.ExecuteAsync(
        $"delete from watched_physicians where partner = @partner and not ({TextList.Condition(sql.Engine, "rpps")})",
        new { partner, list = TextList.Value(sql.Engine, rpps) });

    public static Task<int> RemoveAllAsync(SqlSession sql, string partner) =>
        sql.ExecuteAsync("delete from watched_physicians where partner = @partner", new { partner });

    /// <summary>Numbers that no list contains, so that their digest is not known yet.</summary>
    public static async Task<IReadOnlyList<string>> UnknownAsync(SqlSession sql, IReadOnlyCollection<string> rpps)
    {
        var known = await sql.QueryAsync<string>(
            $"select rpps from shown_physicians where {TextList.Condition(sql.Engine, "rpps")}", new { list = TextList.Value(sql.Engine, rpps) });
        return [.. rpps.Except(known)];
    }

    /// <summary>Deletes the digests of physicians that no partner watches any more.</summary>
    public static Task ForgetAsync(SqlSession sql) => sql.ExecuteAsync(
        "delete from shown_physicians where not exists (select 1 from watched_physicians w where w.rpps = shown_physicians.rpps)");

    private static string Listed(SqlEngine engine) =>
        engine == SqlEngine.PostgreSql ? "unnest(@list) as listed(rpps)" : "(select value as rpps from json_each(@list)) as listed";

    internal sealed record WatchedRow
    {
        public string Rpps { get; init; } = "";
        public DateTimeOffset AddedAt { get; init; }
    }
}
