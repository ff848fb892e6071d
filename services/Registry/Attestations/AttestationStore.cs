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
}

internal static class AttestationStore
{
    private const string Columns = "code, rpps, facts, jws, issued_at, valid_until, revoked_at";

    public static Task<AttestationRow?> GetAsync(SqlSession sql, string code) =>
        sql.SingleOrDefaultAsync<AttestationRow>($"select {Columns} from attestations where code = @code", new { code });

    public static Task InsertAsync(SqlSession sql, AttestationRow row) => sql.ExecuteAsync(
        """
        insert into attestations (code, rpps, facts, jws, issued_at, valid_until)
        values (@Code, @Rpps, @Facts, @Jws, @IssuedAt, @ValidUntil)
        """, row);

    /// <summary>False when it was revoked already.</summary>
    public static async Task<bool> RevokeAsync(SqlSession sql, string code, DateTimeOffset at) =>
        await sql.ExecuteAsync("update attestations set revoked_at = @at where code = @code and revoked_at is null", new { code, at }) == 1;
}
