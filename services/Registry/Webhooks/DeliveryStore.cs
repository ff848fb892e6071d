using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Webhooks;

internal static class DeliveryStore
{
    private const string Columns =
        """
        id, partner, rpps, revision, body, body_hash, created_at, state, attempts, last_status,
        last_attempt_at, due_at
        """;

    public static Task AddAsync(SqlSession sql, IEnumerable<DeliveryRow> rows) => sql.ExecuteAsync(
        """
        insert into webhook_deliveries (id, partner, rpps, revision, body, body_hash, created_at, state, attempts, last_status, due_at)
        values (@Id, @Partner, @Rpps, @Revision, @Body, @BodyHash, @CreatedAt, 'Pending', 0, 0, @CreatedAt)
        on conflict (partner, rpps, revision) do nothing
        """, rows.Select(row => new { row.Id, row.Partner, row.Rpps, row.Revision, row.Body, row.BodyHash, row.CreatedAt }));

    public static Task<IReadOnlyList<string>> DuePartnersAsync(SqlSession sql, DateTimeOffset now) => sql.QueryAsync<string>(
        "select distinct partner from webhook_deliveries where state = 'Pending' and due_at <= @now", new { now });

    /// <summary>Due deliveries of a partner, the first of each physician only.</summary>
    public static Task<IReadOnlyList<DeliveryRow>> DueAsync(SqlSession sql, string partner, DateTimeOffset now, int limit) => sql.QueryAsync<DeliveryRow>(
        $"""
        select {Columns} from webhook_deliveries d
        where partner = @partner and state = 'Pending' and due_at <= @now
          and not exists (
            select 1 from webhook_deliveries earlier
            where earlier.partner = d.partner and earlier.rpps = d.rpps and earlier.state = 'Pending' and earlier.revision < d.revision)
        order by revision, rpps limit @limit
        """, new { partner, now, limit });

    /// <summary>Leases a delivery until <paramref name="lease"/>; false when another replica has it.</summary>
    public static async Task<bool> TakeAsync(SqlSession sql, DeliveryRow row, DateTimeOffset lease) => await sql.ExecuteAsync(
        "update webhook_deliveries set due_at = @lease, attempts = attempts + 1 where id = @Id and attempts = @Attempts and state = 'Pending'",
        new { lease, row.Id, row.Attempts }) == 1;

    /// <summary>Ends a delivery, delivered or failed: keeps the proof, deletes the body.</summary>
    public static Task EndAsync(SqlSession sql, DeliveryRow row, string state, int status, DateTimeOffset at) => sql.ExecuteAsync(
        """
        update webhook_deliveries set state = @state, last_status = @status, last_attempt_at = @at, body = @none
        where id = @Id and (state = 'Pending' or @state = 'Delivered')
        """, new { state, status, at, none = Array.Empty<byte>(), row.Id });

    /// <summary>Postpones a delivery until <paramref name="due"/>, unless the lease ran out and another replica has taken it.</summary>
    public static Task AgainAsync(SqlSession sql, DeliveryRow row, int status, DateTimeOffset at, DateTimeOffset due) => sql.ExecuteAsync(
        """
        update webhook_deliveries set due_at = @due, last_status = @status, last_attempt_at = @at
        where id = @Id and attempts = @Attempts + 1 and state = 'Pending'
        """, new { due, status, at, row.Id, row.Attempts });

    /// <summary>Gives up pending deliveries of a partner; gives how many.</summary>
    public static Task<int> GiveUpAsync(SqlSession sql, string partner) => sql.ExecuteAsync(
        "update webhook_deliveries set state = 'Failed', body = @none where partner = @partner and state = 'Pending'", new { partner, none = Array.Empty<byte>() });

    /// <summary>Gives up deliveries that waited for the proof of the address since before <paramref name="oldest"/>.</summary>
    public static Task<int> GiveUpOldAsync(SqlSession sql, string partner, DateTimeOffset oldest) => sql.ExecuteAsync(
        "update webhook_deliveries set state = 'Failed', body = @none where partner = @partner and state = 'Pending' and created_at <= @oldest",
        new { partner, oldest, none = Array.Empty<byte>() });

    /// <summary>Deliveries of a partner before one, latest first; of one state unless it is empty.</summary>
    public static Task<IReadOnlyList<DeliveryRow>> PageAsync(SqlSession sql, string partner, string state, string before, int limit) => sql.QueryAsync<DeliveryRow>(
        $"""
        select {Columns} from webhook_deliveries
        where partner = @partner{(state.Length > 0 ? " and state = @state" : "")}{(before.Length > 0 ? " and id < @before" : "")}
        order by id desc limit @limit
        """, new { partner, state, before, limit });

    /// <summary>Deliveries that a receiver acknowledged before an instant: how many, and the oldest.</summary>
    public static Task<(long Rows, DateTimeOffset? Oldest)> OldAsync(SqlSession sql, DateTimeOffset before) =>
        sql.SingleOrDefaultAsync<(long, DateTimeOffset?)>(
            "select count(*), min(last_attempt_at) from webhook_deliveries where state = 'Delivered' and last_attempt_at < @before", new { before });

    /// <summary>Deletes proofs of deliveries. 0006_watch.*.sql says "never deleted", which holds unless Retention:Deliveries sets a period.</summary>
    public static Task<int> DeleteOldAsync(SqlSession sql, DateTimeOffset before, int limit) => sql.ExecuteAsync(
        """
        delete from webhook_deliveries where id in (
            select id from webhook_deliveries where state = 'Delivered' and last_attempt_at < @before order by id limit @limit)
        """, new { before, limit });
}
