using OrdreCouncils.Registry.Feed;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.WatchLists;

/// <summary>SQL of the digests shown to partners and of the follower's progress.</summary>
internal static class ShownStore
{
    /// <summary>Place up to which watched physicians were examined.</summary>
    public static async Task<FeedPosition> ProgressAsync(SqlSession sql) => (await PlaceAsync(sql, "")).Position;

    /// <summary>The same, locked until the transaction ends: no other replica follows and no list changes meanwhile.</summary>
    public static async Task<FeedPosition> LockProgressAsync(SqlSession sql) => (await PlaceAsync(sql, Dialect.ForUpdate(sql.Engine))).Position;

    public static Task ReachAsync(SqlSession sql, FeedPosition place) => sql.ExecuteAsync(
        "update watch_progress set revision = @Revision, rpps = @Rpps where id = 1", new { place.Revision, place.Rpps });

    public static Task<bool> AnyWatchedAsync(SqlSession sql) => sql.ScalarAsync<bool>("select exists (select 1 from watched_physicians)");

    public static Task<IReadOnlyList<ChangedRow>> ChangedAsync(SqlSession sql, FeedPosition after, int limit) => sql.QueryAsync<ChangedRow>(
        """
        select p.rpps, p.revision, r.at
        from physicians p join register_revisions r on r.number = p.revision
        where (p.revision, p.rpps) > (@Revision, @Rpps) and exists (select 1 from watched_physicians w where w.rpps = p.rpps)
        order by p.revision, p.rpps limit @limit
        """, new { after.Revision, after.Rpps, limit });

    public static async Task<Dictionary<string, byte[]>> DigestsAsync(SqlSession sql, IEnumerable<string> rpps) =>
        (await sql.QueryAsync<ShownRow>(
            $"select rpps, digest from shown_physicians where {TextList.Condition(sql.Engine, "rpps")}", new { list = TextList.Value(sql.Engine, rpps) }))
        .ToDictionary(row => row.Rpps, row => row.Digest);

    public static Task SetAsync(SqlSession sql, IEnumerable<ShownRow> rows) => sql.ExecuteAsync(
        """
        insert into shown_physicians (rpps, digest, revision) values (@Rpps, @Digest, @Revision)
        on conflict (rpps) do update set digest = excluded.digest, revision = excluded.revision
        """, rows);

    /// <summary>Physicians of a partner's list whose shown data changed after a place, in order.</summary>
    public static Task<IReadOnlyList<ChangedRow>> NewsAsync(SqlSession sql, string partner, FeedPosition after, int limit) => sql.QueryAsync<ChangedRow>(
        """
        select s.rpps, s.revision, r.at
        from shown_physicians s join watched_physicians w on w.rpps = s.rpps and w.partner = @partner join register_revisions r on r.number = s.revision
        where (s.revision, s.rpps) > (@Revision, @Rpps) and s.revision > w.added_revision
        order by s.revision, s.rpps limit @limit
        """, new { partner, after.Revision, after.Rpps, limit });

    private static async Task<PlaceRow> PlaceAsync(SqlSession sql, string suffix) =>
        (await sql.SingleOrDefaultAsync<PlaceRow>($"select revision, rpps from watch_progress where id = 1{suffix}"))!;

    /// <summary>Notes the revision since which the digest is shown.</summary>
    internal sealed record ShownRow
    {
        public string Rpps { get; init; } = "";
        public byte[] Digest { get; init; } = [];
        public long Revision { get; init; }
    }

    private sealed record PlaceRow
    {
        public long Revision { get; init; }
        public string Rpps { get; init; } = "";
        public FeedPosition Position => new(Revision, Rpps);
    }
}
