using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Outbox;

internal static class OutboxStore
{
    public static async Task AddAsync(SqlSession sql, IReadOnlyList<OutboxMessage> messages, DateTimeOffset at, long sequence)
    {
        for (var position = 0; position < messages.Count; position++)
        {
            var message = messages[position];
            await sql.ExecuteAsync(
                """
                insert into outbox (id, type, key, payload, created_at, sequence, position, attempts, due_at, last_error)
                values (@Id, @Type, @Key, @Payload, @at, @sequence, @position, 0, @at, '')
                """, new { message.Id, message.Type, message.Key, message.Payload, at, sequence, position });
        }
    }

    public static Task<IReadOnlyList<Due>> DueAsync(SqlSession sql, string type, DateTimeOffset now, int limit) => sql.QueryAsync<Due>(
        """
        select id, type, key, payload, attempts from outbox o
        where type = @type and delivered_at is null and due_at <= @now
          and not exists (
            select 1 from outbox earlier
            where earlier.key = o.key and earlier.delivered_at is null
              and (earlier.sequence, earlier.position) < (o.sequence, o.position))
        order by sequence, position limit @limit
        """, new { type, now, limit });

    public static async Task<bool> LeaseAsync(SqlSession sql, Due message, DateTimeOffset lease) => await sql.ExecuteAsync(
        "update outbox set due_at = @lease, attempts = attempts + 1 where id = @Id and attempts = @Attempts and delivered_at is null",
        new { lease, message.Id, message.Attempts }) == 1;

    public static Task DeliveredAsync(SqlSession sql, string id, DateTimeOffset at) =>
        sql.ExecuteAsync("update outbox set delivered_at = @at, last_error = '' where id = @id", new { id, at });

    /// <summary>Releases a message until <paramref name="due"/>, unless another relay has leased it meanwhile.</summary>
    public static Task FailedAsync(SqlSession sql, Due message, DateTimeOffset due, string error) => sql.ExecuteAsync(
        "update outbox set due_at = @due, last_error = @error where id = @Id and attempts = @Attempts + 1 and delivered_at is null",
        new { message.Id, message.Attempts, due, error });

    public static Task<long> PendingAsync(SqlSession sql) =>
        sql.ScalarAsync<long>("select count(*) from outbox where delivered_at is null");

    /// <summary>Messages delivered before an instant: how many, and the oldest.</summary>
    public static Task<(long Rows, DateTimeOffset? Oldest)> OldAsync(SqlSession sql, DateTimeOffset before) =>
        sql.SingleOrDefaultAsync<(long, DateTimeOffset?)>("select count(*), min(delivered_at) from outbox where delivered_at < @before", new { before });

    public static Task<int> DeleteOldAsync(SqlSession sql, DateTimeOffset before, int limit) => sql.ExecuteAsync(
        "delete from outbox where id in (select id from outbox where delivered_at < @before order by delivered_at limit @limit)", new { before, limit });

    public sealed record Due
    {
        public string Id { get; init; } = "";
        public string Type { get; init; } = "";
        public string Key { get; init; } = "";
        public byte[] Payload { get; init; } = [];
        public int Attempts { get; init; }
    }
}
