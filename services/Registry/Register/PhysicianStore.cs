using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

internal static class PhysicianStore
{
    /// <summary>One command and no transaction: most physicians have no further facts, and for them a cache miss costs one round trip.</summary>
    public static async Task<PhysicianLook?> LookAsync(SqlSession sql, string rpps)
    {
        var (rows, qualifications, activities) = await sql.QueryAsync<PhysicianLook, QualificationRow, LookedActivityRow>(Look, new { rpps, revision = AsOf.Now.Revision });
        return rows is [var row]
            ? row with
            {
                Practices = new Practices(qualifications, activities.Where(activity => activity.Rpps.Length > 0), AsOf.Now),
                IsWhole = activities is [var last, ..] && last.Version == row.Version,
            }
            : null;
    }

    private static readonly string Look =
        $"""
        select p.rpps, p.title, p.civility, p.family_name, p.given_name, p.council,
               p.registered_since, p.version, (select at from register_revisions where number = p.revision) as ChangedAt,
               {DatedTables.NothingElseAbout("p.rpps")} as IsPlain
        from physicians p where p.rpps = @rpps;
        {PracticeStore.Qualifications("rpps = @rpps")};
        {PracticeStore.ActivitiesAndVersion}
        """;

    /// <summary>Every change of a fact about the physician raises the version.</summary>
    public static Task<long?> VersionAsync(SqlSession sql, string rpps) => sql.SingleOrDefaultAsync<long?>(Version, new { rpps });

    private const string Version = "select version from physicians where rpps = @rpps";

    public static Task<PhysicianRow?> AsOfAsync(SqlSession sql, string rpps, AsOf asOf) => sql.SingleOrDefaultAsync<PhysicianRow>(
        $"""
        select rpps, title, civility, family_name, given_name, council, registered_since
        from physicians where rpps = @rpps and {DatedTables.Physicians.Holds()}
        union all
        select past.rpps, past.title, past.civility, past.family_name, past.given_name, past.council,
               (select registered_since from physicians where rpps = @rpps)
        from physicians_past past where past.rpps = @rpps and {DatedTables.PhysiciansPast.Holds("past")}
        """, new { rpps, revision = asOf.Revision });

    public static Task<IReadOnlyList<FactRow>> FactsAsync(SqlSession sql, string rpps) => sql.QueryAsync<FactRow>(
        $"""
        select id, rpps, kind, ground, council, effective_on, recorded_in from registration_facts
        where rpps = @rpps and {DatedTables.Facts.HoldsNow()}
        order by effective_on, recorded_in, id
        """, new { rpps });

    /// <summary>The council that keeps the file of a physician; null when the number is unknown or out of the caller's scope.</summary>
    public static Task<string?> CouncilAsync(SqlSession sql, string rpps, RowScope scope) => sql.SingleOrDefaultAsync<string>(
        "select council from physicians where rpps = @rpps and (@All or council = @Council or rpps = @Person)",
        new { rpps, scope.All, Council = scope.CouncilParameter, scope.Person });
}
