using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>SQL of restrictions. A row is added, and ends once; the rows of one restriction share its id.</summary>
internal static class RestrictionStore
{
    /// <summary>False when a row of the decision holds.</summary>
    public static async Task<bool> AddAsync(SqlSession sql, RestrictionRow row, DateTimeOffset at, long revision) => await sql.ExecuteAsync(
        $"""
        insert into restrictions (id, rpps, decision_id, kind, effective_on, ends_on, recorded_at, recorded_in)
        values (@Id, @Rpps, @DecisionId, @Kind, @EffectiveOn, @EndsOn, @at, @revision)
        on conflict (decision_id) where {DatedTables.Restrictions.HoldsNow()} do nothing
        """, new { row.Id, row.Rpps, row.DecisionId, row.Kind, row.EffectiveOn, row.EndsOn, at, revision }) == 1;

    /// <summary>Null also when the restriction was withdrawn.</summary>
    public static Task<RestrictionRow?> OfDecisionAsync(SqlSession sql, string decisionId) => sql.SingleOrDefaultAsync<RestrictionRow>(
        $"""
        select id, rpps, decision_id, kind, effective_on, ends_on
        from restrictions where decision_id = @decisionId and {DatedTables.Restrictions.HoldsNow()}
        """, new { decisionId });

    public static Task<bool> WasWithdrawnAsync(SqlSession sql, string decisionId, string rpps) => sql.ScalarAsync<bool>(
        $"""
        select exists (select 1 from restrictions
                       where rpps = @rpps and decision_id = @decisionId and {DatedTables.Restrictions.HasEnded()})
        """, new { decisionId, rpps });

    public static Task SupersedeAsync(SqlSession sql, string id, long revision) => sql.ExecuteAsync(
        $"update restrictions set superseded_in = @revision where id = @id and {DatedTables.Restrictions.HoldsNow()}", new { id, revision });
}
