using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.CivilStatus;

/// <summary>A row of <c>civil_status</c>.</summary>
internal sealed record CivilStatusRow
{
    public string Id { get; init; } = "";
    public DateOnly BornOn { get; init; }
}

/// <summary>SQL of civil status. Nothing else of the register joins it but counts by age.</summary>
internal static class CivilStatusStore
{
    /// <summary>The physician within reach, alone until the transaction ends; false for nobody.</summary>
    public static async Task<bool> LockAsync(SqlSession sql, string rpps, RowScope scope) =>
        await ReachAsync(sql, rpps, scope, Dialect.ForUpdate(sql.Engine));

    public static Task<bool> ReachesAsync(SqlSession sql, string rpps, RowScope scope) => ReachAsync(sql, rpps, scope, "");

    /// <summary>What holds; null when nothing was recorded.</summary>
    public static Task<CivilStatusRow?> GetAsync(SqlSession sql, string rpps) => sql.SingleOrDefaultAsync<CivilStatusRow>(
        "select id, born_on from civil_status where rpps = @rpps and superseded_at is null", new { rpps });

    /// <summary>Records a date in place of the one that holds, if any. Whoever calls has taken the physician.</summary>
    public static async Task RecordAsync(SqlSession sql, string rpps, CivilStatusRow row, DateTimeOffset at, string recordedBy)
    {
        await sql.ExecuteAsync("update civil_status set superseded_at = @at where rpps = @rpps and superseded_at is null", new { rpps, at });
        await sql.ExecuteAsync(
            "insert into civil_status (id, rpps, born_on, recorded_at, recorded_by) values (@Id, @rpps, @BornOn, @at, @recordedBy)",
            new { row.Id, rpps, row.BornOn, at, recordedBy });
    }

    private static async Task<bool> ReachAsync(SqlSession sql, string rpps, RowScope scope, string locking) => await sql.SingleOrDefaultAsync<string>(
        $"select rpps from physicians where rpps = @rpps and (@All or council = @Council or rpps = @Person){locking}",
        // No council is called so.
        new { rpps, scope.All, Council = scope.Council.Length > 0 ? scope.Council : "-", scope.Person }) is not null;
}
