using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.CivilStatus;

internal sealed record CivilStatusRow
{
    public string Id { get; init; } = "";
    public DateOnly BornOn { get; init; }
}

/// <summary>SQL of civil status. Only the counts by age join this table with the register.</summary>
internal static class CivilStatusStore
{
    /// <summary>Locks the physician until the transaction ends; false when absent or out of scope.</summary>
    public static async Task<bool> LockAsync(SqlSession sql, string rpps, RowScope scope) =>
        await FindAsync(sql, rpps, scope, Dialect.ForUpdate(sql.Engine));

    public static Task<bool> IsInScopeAsync(SqlSession sql, string rpps, RowScope scope) => FindAsync(sql, rpps, scope, "");

    public static Task<CivilStatusRow?> GetAsync(SqlSession sql, string rpps) => sql.SingleOrDefaultAsync<CivilStatusRow>(
        "select id, born_on from civil_status where rpps = @rpps and superseded_at is null", new { rpps });

    /// <summary>Supersedes the date that holds, if any. The caller has locked the physician.</summary>
    public static async Task RecordAsync(SqlSession sql, string rpps, CivilStatusRow row, DateTimeOffset at, string recordedBy)
    {
        await sql.ExecuteAsync("update civil_status set superseded_at = @at where rpps = @rpps and superseded_at is null", new { rpps, at });
        await sql.ExecuteAsync(
            "insert into civil_status (id, rpps, born_on, recorded_at, recorded_by) values (@Id, @rpps, @BornOn, @at, @recordedBy)",
            new { row.Id, rpps, row.BornOn, at, recordedBy });
    }

    private static async Task<bool> FindAsync(SqlSession sql, string rpps, RowScope scope, string locking) => await sql.SingleOrDefaultAsync<string>(
        $"select rpps from physicians where rpps = @rpps and (@All or council = @Council or rpps = @Person){locking}",
        new { rpps, scope.All, Council = scope.CouncilParameter, scope.Person }) is not null;
}
