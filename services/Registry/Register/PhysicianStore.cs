using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

internal static class PhysicianStore
{
    /// <summary>One statement, so that it sees one snapshot without a transaction: most physicians have no further facts, and for them a cache miss costs one
    /// round trip and one plan.</summary>
    public static async Task<PhysicianLook?> LookAsync(SqlSession sql, string rpps)
    {
        var rows = await sql.JoinAsync<PhysicianLook, ActivityRow, QualificationRow>(
            Look, new { rpps, revision = AsOf.Now.Revision }, firstColumns: "rpps,rpps");
        if (rows.Count == 0)
            return null;
        // Each activity comes with every qualification, so the qualifications begin again after this number of rows.
        var qualifications = 1 + rows.Skip(1).TakeWhile(row => row.Third != rows[0].Third).Count();
        return rows[0].First with
        {
            Practices = new Practices(
                rows.Take(qualifications).Select(row => row.Third).OfType<QualificationRow>(),
                rows.Where((_, index) => index % qualifications == 0).Select(row => row.Second).OfType<ActivityRow>(), AsOf.Now),
        };
    }

    private static readonly string Look =
        $"""
        select p.rpps, p.title, p.civility, p.family_name, p.given_name, p.council, p.category,
               p.registered_since, p.version, (select at from register_revisions where number = p.revision) as ChangedAt,
               {DatedTables.NothingElseAbout("p.rpps")} as IsPlain,
               {PracticeStore.ActivityColumns}, {PracticeStore.QualificationColumns}
        from physicians p
        left join activities a on a.rpps = p.rpps and {DatedTables.Activities.Holds("a")}
        left join qualifications q on q.rpps = p.rpps and {DatedTables.Qualifications.Recorded("q")}
        where p.rpps = @rpps
        order by a.valid_from, a.recorded_in, a.activity_key, q.kind desc, q.code, q.recorded_in
        """;

    /// <summary>Every change of a fact about the physician raises the version.</summary>
    public static Task<long?> VersionAsync(SqlSession sql, string rpps) => sql.SingleOrDefaultAsync<long?>(Version, new { rpps });

    private const string Version = "select version from physicians where rpps = @rpps";

    public static Task<PhysicianRow?> AsOfAsync(SqlSession sql, string rpps, AsOf asOf) => sql.SingleOrDefaultAsync<PhysicianRow>(
        $"""
        select rpps, title, civility, family_name, given_name, council, category, registered_since
        from physicians where rpps = @rpps and {DatedTables.Physicians.Holds()}
        union all
        select past.rpps, past.title, past.civility, past.family_name, past.given_name, past.council, past.category,
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
