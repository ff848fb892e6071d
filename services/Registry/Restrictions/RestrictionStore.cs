using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>SQL that adds restrictions. A row is never changed.</summary>
internal static class RestrictionStore
{
    /// <summary>False when the decision was recorded before.</summary>
    public static async Task<bool> AddAsync(SqlSession sql, RestrictionRow row, DateTimeOffset at, long revision) => await sql.ExecuteAsync(
        """
        insert into restrictions (id, rpps, decision_id, kind, effective_on, ends_on, recorded_at, recorded_in)
        values (@Id, @Rpps, @DecisionId, @Kind, @EffectiveOn, @EndsOn, @at, @revision)
        on conflict (decision_id) do nothing
        """, new { row.Id, row.Rpps, row.DecisionId, row.Kind, row.EffectiveOn, row.EndsOn, at, revision }) == 1;

    public static Task<RestrictionRow?> OfDecisionAsync(SqlSession sql, string decisionId) => sql.SingleOrDefaultAsync<RestrictionRow>(
        """
        select id, rpps, decision_id, kind, effective_on, ends_on
        from restrictions where decision_id = @decisionId
        """, new { decisionId });
}
