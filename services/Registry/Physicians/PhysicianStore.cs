using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>
/// SQL that reads one physician, as of a revision: what it had recorded and not yet ended. Lists are found by the search.
/// </summary>
internal static class PhysicianStore
{
    /// <summary>The revision that has not come: everything recorded and not ended.</summary>
    public const long Now = long.MaxValue;

    /// <summary>
    /// The row with what all have, in one command and without a transaction; null when there is no such physician. Most have no more:
    /// a look-up that the cache lacks costs as many round trips as it makes.
    /// </summary>
    public static async Task<PhysicianLook?> LookAsync(SqlSession sql, string rpps)
    {
        var (rows, qualifications, activities) = await sql.QueryAsync<PhysicianLook, QualificationRow, LookedActivityRow>(Look, new { rpps, revision = Now });
        return rows is [var row]
            ? row with
            {
                Practices = new Practices(qualifications, activities.Where(activity => activity.Rpps.Length > 0), Now),
                IsWhole = activities is [var last, ..] && last.Version == row.Version,
            }
            : null;
    }

    private static readonly string Look =
        $"""
        select p.rpps, p.title, p.civility, p.family_name as FamilyName, p.given_name as GivenName, p.council,
               p.registered_since as RegisteredSince, p.version, (select at from register_revisions where number = p.revision) as ChangedAt,
               not exists (select 1 from restrictions r where r.rpps = p.rpps)
               and not exists (select 1 from suspensions s where s.rpps = p.rpps)
               and not exists (select 1 from registration_facts f where f.rpps = p.rpps)
               and not exists (select 1 from merges m where m.rpps = p.rpps or m.kept = p.rpps) as IsPlain
        from physicians p where p.rpps = @rpps;
        {PracticeStore.Qualifications("rpps = @rpps")};
        {PracticeStore.ActivitiesAndVersion}
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

    public static Task<IReadOnlyList<FactRow>> FactsAsync(SqlSession sql, string rpps, long revision = Now) => sql.QueryAsync<FactRow>(
        """
        select id, rpps, kind, ground, council, effective_on as EffectiveOn, recorded_in as RecordedIn from registration_facts
        where rpps = @rpps and recorded_in <= @revision and (superseded_in is null or superseded_in > @revision)
        order by effective_on, recorded_in, id
        """, new { rpps, revision });
}
