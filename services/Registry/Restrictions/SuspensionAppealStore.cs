using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>SQL of appeals against suspensions. A row is never changed.</summary>
internal static class SuspensionAppealStore
{
    /// <summary>False when this appellant has appealed before.</summary>
    public static async Task<bool> AddAsync(SqlSession sql, SuspensionAppealRow row, string recordedBy, DateTimeOffset at) => await sql.ExecuteAsync(
        """
        insert into suspension_appeals (suspension_id, appellant, lodged_on, recorded_by, recorded_at)
        values (@SuspensionId, @appellant, @LodgedOn, @recordedBy, @at)
        on conflict (suspension_id, appellant) do nothing
        """, new { row.SuspensionId, appellant = row.Appellant.ToString(), row.LodgedOn, recordedBy, at }) == 1;

    public static Task<IReadOnlyList<SuspensionAppealRow>> AllAsync(SqlSession sql, string rpps) => sql.QueryAsync<SuspensionAppealRow>(
        """
        select suspension_id, appellant, lodged_on from suspension_appeals
        where suspension_id in (select s.id from suspensions s where s.rpps = @rpps)
        """, new { rpps });
}

internal sealed record SuspensionAppealRow
{
    public string SuspensionId { get; init; } = "";
    public SuspensionAppellant Appellant { get; init; }
    public DateOnly LodgedOn { get; init; }
}
