using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Webhooks;

/// <summary>SQL of the webhooks. Every condition includes the partner.</summary>
internal static class WebhookStore
{
    public static Task<WebhookRow?> GetAsync(SqlSession sql, string partner) => sql.SingleOrDefaultAsync<WebhookRow>(Select, new { partner });

    /// <summary>The same, locked until the transaction ends.</summary>
    public static Task<WebhookRow?> LockAsync(SqlSession sql, string partner) =>
        sql.SingleOrDefaultAsync<WebhookRow>(Select + Dialect.ForUpdate(sql.Engine), new { partner });

    public static Task SetAsync(SqlSession sql, WebhookRow row) => sql.ExecuteAsync(
        """
        insert into webhooks (partner, url, sealed_secret, set_at, version) values (@Partner, @Url, @SealedSecret, @SetAt, @Version)
        on conflict (partner) do update
        set url = excluded.url, sealed_secret = excluded.sealed_secret, set_at = excluded.set_at, version = excluded.version
        """, new { row.Partner, row.Url, row.SealedSecret, row.SetAt, row.Version });

    public static Task DeleteAsync(SqlSession sql, string partner) => sql.ExecuteAsync("delete from webhooks where partner = @partner", new { partner });

    /// <summary>Partners with a webhook that watch one of some physicians, with the revision since which they do.</summary>
    public static Task<IReadOnlyList<ReceiverRow>> ReceiversAsync(SqlSession sql, IEnumerable<string> rpps) => sql.QueryAsync<ReceiverRow>(
        $"""
        select partner, rpps, added_revision from watched_physicians
        where {RppsList.Condition(sql.Engine)} and partner in (select partner from webhooks)
        """, new { list = RppsList.Value(sql.Engine, rpps) });

    private const string Select =
        "select partner, url, sealed_secret, set_at, version from webhooks where partner = @partner";

    internal sealed record WebhookRow
    {
        public string Partner { get; init; } = "";
        public string Url { get; init; } = "";
        public byte[] SealedSecret { get; init; } = [];
        public DateTimeOffset SetAt { get; init; }
        public long Version { get; init; }
    }

    internal sealed record ReceiverRow
    {
        public string Partner { get; init; } = "";
        public string Rpps { get; init; } = "";
        public long AddedRevision { get; init; }
    }
}
