using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Outbox;

/// <summary>SQL of the outbox.</summary>
internal static class OutboxStore
{
    public static async Task AddAsync(SqlSession sql, IReadOnlyList<OutboxMessage> messages, DateTimeOffset at)
    {
        for (var position = 0; position < messages.Count; position++)
        {
            var message = messages[position];
            await sql.ExecuteAsync(
                """
                insert into outbox (id, type, key, payload, created_at, position, attempts, due_at, last_error)
                values (@Id, @Type, @Key, @Payload, @at, @position, 0, @at, '')
                """, new { message.Id, message.Type, message.Key, message.Payload, at, position });
        }
    }

    /// <summary>Messages that are due and have no earlier one of their key before them.</summary>
    public static Task<IReadOnlyList<Due>> DueAsync(SqlSession sql, DateTimeOffset now, int limit) => sql.QueryAsync<Due>(
        """
        select id, type, key, payload, attempts from outbox o
        where delivered_at is null and due_at <= @now
          and not exists (
            select 1 from outbox earlier
            where earlier.key = o.key and earlier.delivered_at is null
              and (earlier.created_at, earlier.position) < (o.created_at, o.position))
        order by created_at, position limit @limit
        """, new { now, limit });

    /// <summary>Takes a message until <paramref name="lease"/>; false when another relay has it.</summary>
    public static async Task<bool> TakeAsync(SqlSession sql, Due message, DateTimeOffset lease) => await sql.ExecuteAsync(
        "update outbox set due_at = @lease, attempts = attempts + 1 where id = @Id and attempts = @Attempts and delivered_at is null",
        new { lease, message.Id, message.Attempts }) == 1;

    public static Task DeliveredAsync(SqlSession sql, string id, DateTimeOffset at) =>
        sql.ExecuteAsync("update outbox set delivered_at = @at, last_error = '' where id = @id", new { id, at });

    public static Task FailedAsync(SqlSession sql, string id, DateTimeOffset due, string error) => sql.ExecuteAsync(
        "update outbox set due_at = @due, last_error = @error where id = @id and delivered_at is null", new { id, due, error });

    public static Task<long> PendingAsync(SqlSession sql) =>
        sql.ScalarAsync<long>("select count(*) from outbox where delivered_at is null");

    /// <summary>A message ready to go.</summary>
    public sealed record Due
    {
        public string Id { get; init; } = "";
        public string Type { get; init; } = "";
        public string Key { get; init; } = "";
        public byte[] Payload { get; init; } = [];
        public int Attempts { get; init; }
    }
}
