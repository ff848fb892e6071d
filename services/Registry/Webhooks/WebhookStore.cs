using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Webhooks;

/// <summary>SQL of the webhooks themselves. The partner is part of every condition.</summary>
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

    /// <summary>Who with a webhook watches which of some physicians, and since which revision.</summary>
    public static Task<IReadOnlyList<ReceiverRow>> ReceiversAsync(SqlSession sql, IEnumerable<string> rpps) => sql.QueryAsync<ReceiverRow>(
        $"""
        select partner, rpps, added_revision from watched_physicians
        where {RppsList.Condition(sql.Engine)} and partner in (select partner from webhooks)
        """, new { list = RppsList.Value(sql.Engine, rpps) });

    private const string Select =
        "select partner, url, sealed_secret, set_at, version from webhooks where partner = @partner";

    /// <summary>A row of <c>webhooks</c>.</summary>
    internal sealed record WebhookRow
    {
        public string Partner { get; init; } = "";
        public string Url { get; init; } = "";
        public byte[] SealedSecret { get; init; } = [];
        public DateTimeOffset SetAt { get; init; }
        public long Version { get; init; }
    }

    /// <summary>A partner to tell of a physician.</summary>
    internal sealed record ReceiverRow
    {
        public string Partner { get; init; } = "";
        public string Rpps { get; init; } = "";
        public long AddedRevision { get; init; }
    }
}
