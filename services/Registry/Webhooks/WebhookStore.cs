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
        insert into webhooks (partner, url, sealed_secret, set_at, version, state, event_types, old_sealed_secret, old_secret_until)
        values (@Partner, @Url, @SealedSecret, @SetAt, @Version, @State, @EventTypes, @OldSealedSecret, @OldSecretUntil)
        on conflict (partner) do update
        set url = excluded.url, sealed_secret = excluded.sealed_secret, set_at = excluded.set_at, version = excluded.version, state = excluded.state,
            event_types = excluded.event_types, old_sealed_secret = excluded.old_sealed_secret, old_secret_until = excluded.old_secret_until,
            challenged_at = null
        """, new { row.Partner, row.Url, row.SealedSecret, row.SetAt, row.Version, row.State, row.EventTypes, row.OldSealedSecret, row.OldSecretUntil });

    /// <summary>Partners whose address awaits its challenge and that no replica challenged since <paramref name="lapsed"/>.</summary>
    public static Task<IReadOnlyList<string>> UnchallengedAsync(SqlSession sql, DateTimeOffset lapsed) => sql.QueryAsync<string>(
        "select partner from webhooks where state = 'Pending' and (challenged_at is null or challenged_at <= @lapsed)", new { lapsed });

    /// <summary>Leases the challenge; false when another replica sends it, or the webhook was set anew.</summary>
    public static async Task<bool> TakeChallengeAsync(SqlSession sql, WebhookRow row, DateTimeOffset now, DateTimeOffset lapsed) => await sql.ExecuteAsync(
        """
        update webhooks set challenged_at = @now
        where partner = @Partner and version = @Version and state = 'Pending' and (challenged_at is null or challenged_at <= @lapsed)
        """, new { now, lapsed, row.Partner, row.Version }) == 1;

    /// <summary>Writes what came of a challenge, unless the webhook was set anew meanwhile.</summary>
    public static async Task<bool> ProveAsync(SqlSession sql, WebhookRow row, string state) => await sql.ExecuteAsync(
        "update webhooks set state = @state where partner = @Partner and version = @Version and state <> @state and state <> 'Verified'",
        new { state, row.Partner, row.Version }) == 1;

    public static Task DeleteAsync(SqlSession sql, string partner) => sql.ExecuteAsync("delete from webhooks where partner = @partner", new { partner });

    /// <summary>Partners with a webhook that watch one of some physicians, with the revision since which they do.</summary>
    public static Task<IReadOnlyList<ReceiverRow>> ReceiversAsync(SqlSession sql, IEnumerable<string> rpps) => sql.QueryAsync<ReceiverRow>(
        $"""
        select w.partner, w.rpps, w.added_revision, h.event_types
        from (select partner, rpps, added_revision from watched_physicians where {TextList.Condition(sql.Engine, "rpps")}) w
        join webhooks h on h.partner = w.partner
        """, new { list = TextList.Value(sql.Engine, rpps) });

    private const string Select =
        """
        select partner, url, sealed_secret, set_at, version, state, event_types, old_sealed_secret, old_secret_until
        from webhooks where partner = @partner
        """;

    internal sealed record WebhookRow
    {
        public string Partner { get; init; } = "";
        public string Url { get; init; } = "";
        public byte[] SealedSecret { get; init; } = [];
        public DateTimeOffset SetAt { get; init; }
        public long Version { get; init; }

        /// <summary>Name of a <see cref="Protos.Registry.V1.WebhookState"/>.</summary>
        public string State { get; init; } = "";
        public string EventTypes { get; init; } = "";
        public byte[]? OldSealedSecret { get; init; }
        public DateTimeOffset? OldSecretUntil { get; init; }

        public bool IsVerified => State == nameof(Protos.Registry.V1.WebhookState.Verified);
    }

    internal sealed record ReceiverRow
    {
        public string Partner { get; init; } = "";
        public string Rpps { get; init; } = "";
        public long AddedRevision { get; init; }
        public string EventTypes { get; init; } = "";
    }
}
