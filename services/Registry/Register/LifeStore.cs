using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

internal static class LifeStore
{
    private static readonly string RelievedOn =
        $"""
        (select f.effective_on from reliefs f
         where f.restriction_id = restrictions.id and f.outcome = 'Granted' and {DatedTables.Reliefs.Holds("f")})
        """;

    /// <summary>Call it in one transaction, so that all statements read one snapshot.</summary>
    /// <param name="links">Merges of these numbers as of the same revision.</param>
    public static Task<Lives> LoadAsync(SqlSession sql, IReadOnlyCollection<string> rpps, MergeLinks links, AsOf asOf) => LoadAsync(
        sql,
        TextList.Condition(sql.Engine, "rpps"),
        new { list = TextList.Value(sql.Engine, rpps.Concat(rpps.SelectMany(links.MergedInto)).Distinct()), revision = asOf.Revision },
        links);

    public static Task<Lives> BetweenAsync(SqlSession sql, string first, string last, MergeLinks links) => LoadAsync(
        sql,
        "(rpps >= @first and rpps <= @last or rpps in (select m.rpps from merges m where m.kept >= @first and m.kept <= @last))",
        new { first, last, revision = AsOf.Now.Revision },
        links);

    private static async Task<Lives> LoadAsync(SqlSession sql, string condition, object args, MergeLinks links)
    {
        var (restrictions, suspensions, facts) = await sql.QueryAsync<RestrictionRow, SuspensionRow, FactRow>(
            $"""
            select id, rpps, decision_id, kind, effective_on, ends_on, {RelievedOn} as RelievedOn
            from restrictions where {condition} and {DatedTables.Restrictions.Holds()} order by effective_on, id;
            select rpps, kind, part, effective_on, ends_on, lifted_on from suspensions
            where {condition} and {DatedTables.Suspensions.Holds()} order by effective_on, id;
            select rpps, kind, ground, effective_on from registration_facts
            where {condition} and {DatedTables.Facts.Holds()} order by effective_on, recorded_in, id
            """, args);
        return new Lives(links, restrictions, suspensions, facts);
    }
}
