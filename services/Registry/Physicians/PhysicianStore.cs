using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>SQL that reads one physician. Lists are <see cref="PhysicianSearch"/>'s; imports and sanctions write.</summary>
internal static class PhysicianStore
{
    public static Task<PhysicianRow?> GetAsync(SqlSession sql, string rpps) => sql.SingleOrDefaultAsync<PhysicianRow>(
        """
        select rpps, title, civility, family_name as FamilyName, given_name as GivenName, council, sort_key as SortKey,
               registered_since as RegisteredSince, version
        from physicians where rpps = @rpps
        """, new { rpps });

    public static Task<IReadOnlyList<QualificationRow>> QualificationsAsync(SqlSession sql, string rpps) => sql.QueryAsync<QualificationRow>(
        "select rpps, kind, code, label from qualifications where rpps = @rpps and valid_to is null order by kind desc, code", new { rpps });

    public static Task<IReadOnlyList<ActivityRow>> ActivitiesAsync(SqlSession sql, string rpps) => sql.QueryAsync<ActivityRow>(
        """
        select mode, sector, structure, siret, finess, postal_code as PostalCode, town, department
        from activities where rpps = @rpps and valid_to is null order by valid_from, recorded_in, activity_key
        """, new { rpps });

    public static Task<IReadOnlyList<RestrictionRow>> RestrictionsAsync(SqlSession sql, string rpps) => sql.QueryAsync<RestrictionRow>(
        """
        select id, rpps, decision_id as DecisionId, kind, effective_on as EffectiveOn, ends_on as EndsOn
        from restrictions where rpps = @rpps order by effective_on, id
        """, new { rpps });
}
