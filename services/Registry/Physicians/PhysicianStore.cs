using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>
/// SQL that reads one physician, as of a revision: what it had recorded and not yet ended. Lists are found by the search.
/// </summary>
internal static class PhysicianStore
{
    /// <summary>The revision that has not come: everything recorded and not ended.</summary>
    public const long Now = long.MaxValue;

    public static Task<PhysicianRow?> GetAsync(SqlSession sql, string rpps) => sql.SingleOrDefaultAsync<PhysicianRow>(
        """
        select rpps, title, civility, family_name as FamilyName, given_name as GivenName, council,
               registered_since as RegisteredSince, version
        from physicians where rpps = @rpps
        """, new { rpps });

    /// <summary>
    /// The row, what most have besides, and which other tables are worth a statement: a look-up that the cache lacks costs as many round trips as it
    /// makes. Null when there is no such physician.
    /// </summary>
    public static async Task<PhysicianLook?> LookAsync(SqlSession sql, string rpps)
    {
        var (rows, qualifications, activities, after) = await sql.QueryAsync<PhysicianLook, QualificationRow, ActivityRow, long>(Look, new { rpps, revision = Now });
        return rows is [var row] ? row with { Qualifications = qualifications, Activities = activities, IsWhole = after is [var version] && version == row.Version } : null;
    }

    private const string Look =
        $"""
        select p.rpps, p.title, p.civility, p.family_name as FamilyName, p.given_name as GivenName, p.council,
               p.registered_since as RegisteredSince, p.version, (select at from register_revisions where number = p.revision) as ChangedAt,
               exists (select 1 from restrictions r where r.rpps = p.rpps) as Restricted,
               exists (select 1 from suspensions s where s.rpps = p.rpps) as Suspended,
               exists (select 1 from registration_facts f where f.rpps = p.rpps) as Dated,
               exists (select 1 from merges m where m.rpps = p.rpps or m.kept = p.rpps) as Linked
        from physicians p where p.rpps = @rpps;
        {Qualifications};
        {Activities};
        {Version}
        """;

    // Ended ones too: what FHIR shows is made from the same rows.
    private const string Qualifications =
        """
        select rpps, kind, code, label, valid_to as ValidTo, recorded_in as RecordedIn, ended_in as EndedIn
        from qualifications where rpps = @rpps and recorded_in <= @revision order by kind desc, code
        """;

    private const string Activities =
        """
        select mode, sector, structure, siret, finess, postal_code as PostalCode, town, department
        from activities where rpps = @rpps and recorded_in <= @revision and (ended_in is null or ended_in > @revision)
        order by valid_from, recorded_in, activity_key
        """;

    /// <summary>The version, which every change of anything about the physician raises.</summary>
    public static Task<long?> VersionAsync(SqlSession sql, string rpps) => sql.SingleOrDefaultAsync<long?>(Version, new { rpps });

    private const string Version = "select version from physicians where rpps = @rpps";

    /// <summary>Names and council as of a revision; null when it knew no such physician.</summary>
    public static Task<PhysicianRow?> AsOfAsync(SqlSession sql, string rpps, long revision) => sql.SingleOrDefaultAsync<PhysicianRow>(
        """
        select rpps, title, civility, family_name as FamilyName, given_name as GivenName, council, registered_since as RegisteredSince
        from physicians where rpps = @rpps and recorded_in <= @revision
        union all
        select past.rpps, past.title, past.civility, past.family_name, past.given_name, past.council,
               (select registered_since from physicians where rpps = @rpps)
        from physicians_past past where past.rpps = @rpps and past.recorded_in <= @revision and past.replaced_in > @revision
        """, new { rpps, revision });

    public static Task<IReadOnlyList<QualificationRow>> QualificationsAsync(SqlSession sql, string rpps, long revision = Now) =>
        sql.QueryAsync<QualificationRow>(Qualifications, new { rpps, revision });

    public static Task<IReadOnlyList<ActivityRow>> ActivitiesAsync(SqlSession sql, string rpps, long revision = Now) =>
        sql.QueryAsync<ActivityRow>(Activities, new { rpps, revision });

    public static Task<IReadOnlyList<RestrictionRow>> RestrictionsAsync(SqlSession sql, string rpps, long revision = Now) => sql.QueryAsync<RestrictionRow>(
        """
        select id, rpps, decision_id as DecisionId, kind, effective_on as EffectiveOn, ends_on as EndsOn,
               (select f.effective_on from reliefs f where f.restriction_id = restrictions.id and f.outcome = 'Granted' and f.recorded_in <= @revision) as RelievedOn
        from restrictions where rpps = @rpps and recorded_in <= @revision order by effective_on, id
        """, new { rpps, revision });

    public static Task<IReadOnlyList<SuspensionRow>> SuspensionsAsync(SqlSession sql, string rpps, long revision = Now) => sql.QueryAsync<SuspensionRow>(
        """
        select id, version, rpps, kind, part, effective_on as EffectiveOn, ends_on as EndsOn, lifted_on as LiftedOn, renews from suspensions
        where rpps = @rpps and recorded_in <= @revision and (superseded_in is null or superseded_in > @revision) order by effective_on, id
        """, new { rpps, revision });

    public static Task<IReadOnlyList<FactRow>> FactsAsync(SqlSession sql, string rpps, long revision = Now) => sql.QueryAsync<FactRow>(
        """
        select id, rpps, kind, ground, council, effective_on as EffectiveOn, recorded_in as RecordedIn from registration_facts
        where rpps = @rpps and recorded_in <= @revision and (superseded_in is null or superseded_in > @revision)
        order by effective_on, recorded_in, id
        """, new { rpps, revision });
}
