using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Attestations;

internal sealed record AttestationRow
{
    public string Code { get; init; } = "";
    public string Rpps { get; init; } = "";
    public string Facts { get; init; } = "";
    public string Jws { get; init; } = "";
    public DateTimeOffset IssuedAt { get; init; }
    public DateOnly ValidUntil { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Place in the status lists; null for an attestation issued before there were lists.</summary>
    public long? Place { get; init; }
}

internal static class AttestationStore
{
    private const string Columns = "code, rpps, facts, jws, issued_at, valid_until, revoked_at, place";

    public static Task<AttestationRow?> GetAsync(SqlSession sql, string code) =>
        sql.SingleOrDefaultAsync<AttestationRow>($"select {Columns} from attestations where code = @code", new { code });

    public static Task InsertAsync(SqlSession sql, AttestationRow row) => sql.ExecuteAsync(
        """
        insert into attestations (code, rpps, facts, jws, issued_at, valid_until, place)
        values (@Code, @Rpps, @Facts, @Jws, @IssuedAt, @ValidUntil, @Place)
        """, row);

    /// <summary>Counts one more attestation of a caller on a day; false when the limit is reached. The row is locked until the transaction ends, so that
    /// calls at the same time do not pass together.</summary>
    public static async Task<bool> TakeAsync(SqlSession sql, string caller, DateOnly day, int limit) => await sql.ExecuteAsync(
        """
        insert into attestation_counts (caller, day, issued) values (@caller, @day, 1)
        on conflict (caller) do update
        set issued = case when attestation_counts.day = excluded.day then attestation_counts.issued + 1 else 1 end, day = excluded.day
        where attestation_counts.day <> excluded.day or attestation_counts.issued < @limit
        """, new { caller, day, limit }) == 1;

    public static Task<long> TakePlaceAsync(SqlSession sql) =>
        sql.ScalarAsync<long>("update attestation_places set taken = taken + 1 where id = 1 returning taken - 1");

    public static Task<long> PlacesTakenAsync(SqlSession sql) => sql.ScalarAsync<long>("select taken from attestation_places where id = 1");

    /// <summary>Attestations of a status list that have not expired.</summary>
    public static Task<IReadOnlyList<AttestationRow>> ListAsync(SqlSession sql, long from, long until, DateOnly today) => sql.QueryAsync<AttestationRow>(
        "select code, rpps, facts, valid_until, revoked_at, place from attestations where place >= @from and place < @until and valid_until >= @today",
        new { from, until, today });

    /// <summary>False when it was revoked already.</summary>
    public static async Task<bool> RevokeAsync(SqlSession sql, string code, DateTimeOffset at) =>
        await sql.ExecuteAsync("update attestations set revoked_at = @at where code = @code and revoked_at is null", new { code, at }) == 1;
}
