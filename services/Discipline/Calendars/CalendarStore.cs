using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Calendars;

/// <summary>SQL of feeds. A feed is added, and revoked once.</summary>
internal static class CalendarStore
{
    private const string Columns = "id, council, chamber, label, created_at, revoked_at";

    public static Task AddAsync(SqlSession sql, FeedRow row, string secretHash, string createdBy) => sql.ExecuteAsync(
        """
        insert into calendar_feeds (id, council, chamber, label, secret_hash, created_by, created_at)
        values (@Id, @Council, @Chamber, @Label, @secretHash, @createdBy, @CreatedAt)
        """, new { row.Id, row.Council, row.Chamber, row.Label, secretHash, createdBy, row.CreatedAt });

    public static Task<FeedRow?> GetAsync(SqlSession sql, string id, CalendarOwner owner) => sql.SingleOrDefaultAsync<FeedRow>(
        $"select {Columns} from calendar_feeds where id = @id and council = @Council and chamber = @Chamber", new { id, owner.Council, owner.Chamber });

    /// <summary>Null for an unknown and for a revoked secret.</summary>
    public static Task<FeedRow?> OfSecretAsync(SqlSession sql, string secretHash) => sql.SingleOrDefaultAsync<FeedRow>(
        $"select {Columns} from calendar_feeds where secret_hash = @secretHash and revoked_at is null", new { secretHash });

    public static Task<IReadOnlyList<FeedRow>> PageAsync(SqlSession sql, CalendarOwner owner, string before, int count) => sql.QueryAsync<FeedRow>(
        $"""
        select {Columns} from calendar_feeds where council = @Council and chamber = @Chamber and id < @before order by id desc limit @count
        """, new { owner.Council, owner.Chamber, before, count });

    /// <summary>False when it is revoked already.</summary>
    public static async Task<bool> RevokeAsync(SqlSession sql, string id, DateTimeOffset at) =>
        await sql.ExecuteAsync("update calendar_feeds set revoked_at = @at where id = @id and revoked_at is null", new { id, at }) == 1;
}

internal sealed record FeedRow
{
    public string Id { get; init; } = "";
    public string Council { get; init; } = "";
    public string Chamber { get; init; } = "";
    public string Label { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    public CalendarOwner Owner => new(Council, Chamber);
}
