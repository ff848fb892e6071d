using System.Text.Json;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir.Directory;

internal sealed record RevisedRow : PhysicianRow
{
    public long Revision { get; init; }
    public long RecordedIn { get; init; }
}

/// <summary>SQL that reads physicians by number as of a revision.</summary>
internal static class DirectoryStore
{
    /// <summary>Present rows in the order of numbers, and every qualification ever held.</summary>
    public static Task<(IReadOnlyList<RevisedRow> Rows, IReadOnlyList<QualificationRow> Qualifications)> RowsAsync(SqlSession sql, IEnumerable<string> rpps) =>
        sql.QueryAsync<RevisedRow, QualificationRow>(
            $"""
            select p.rpps, p.title, p.civility, p.family_name, p.given_name, p.category, p.registered_since, p.version,
                   p.revision, r.at as ChangedAt, p.recorded_in
            from physicians p join register_revisions r on r.number = p.revision where {TextList.Condition(sql.Engine, "p.rpps")} order by p.rpps;
            select rpps, kind, code, label, valid_to, recorded_in, ended_in, recognised_on, recognised_in
            from qualifications where {TextList.Condition(sql.Engine, "rpps")}
            """, new { list = TextList.Value(sql.Engine, rpps) });

    /// <summary>Names as of a revision, of physicians renamed or moved since.</summary>
    public static Task<IReadOnlyList<RevisedRow>> PastAsync(SqlSession sql, IEnumerable<string> rpps, AsOf asOf) => sql.QueryAsync<RevisedRow>(
        $"""
        select rpps, title, civility, family_name, given_name, category
        from physicians_past where {TextList.Condition(sql.Engine, "rpps")} and {DatedTables.PhysiciansPast.Holds()}
        """, new { list = TextList.Value(sql.Engine, rpps), revision = asOf.Revision });

    /// <summary>Versions as of a revision, of physicians changed since.</summary>
    public static Task<IReadOnlyList<RevisedRow>> VersionsAsync(SqlSession sql, IEnumerable<string> rpps, AsOf asOf) => sql.QueryAsync<RevisedRow>(
        $"""
        select v.rpps, v.version, v.revision, r.at as ChangedAt
        from physician_versions v join register_revisions r on r.number = v.revision
        where {TextList.Condition(sql.Engine, "v.rpps")} and {DatedTables.PhysicianVersions.Holds("v")}
        """, new { list = TextList.Value(sql.Engine, rpps), revision = asOf.Revision });

    /// <summary>Those of some physicians who have an activity as of a revision.</summary>
    public static Task<IReadOnlyList<string>> PractisingAsync(SqlSession sql, IEnumerable<string> rpps, AsOf asOf) => sql.QueryAsync<string>(
        $"select distinct rpps from activities where {TextList.Condition(sql.Engine, "rpps")} and {DatedTables.Activities.Holds()}",
        new { list = TextList.Value(sql.Engine, rpps), revision = asOf.Revision });

    public static Task<IReadOnlyList<string>> RestrictedAsync(SqlSession sql) => sql.QueryAsync<string>(DatedTables.NumbersWithMore());

    public static Task<IReadOnlyList<string>> TurningAsync(SqlSession sql, DateOnly from, DateOnly until) =>
        sql.QueryAsync<string>(Turning, new DayWindow(from, until));

    // A file that enters a physician is a revision by itself, so the first day of a registration needs no scan of all physicians here.
    private static readonly string Turning = DatedTables.NumbersThatTurn(DatedTables.All.Where(table => table != DatedTables.Physicians));

    public static async Task<Dictionary<long, DateTimeOffset>> InstantsAsync(SqlSession sql, IEnumerable<long> revisions)
    {
        var numbers = revisions.Distinct().ToArray();
        return (await sql.QueryAsync<RevisionRow>(
            "select number, at from register_revisions where "
            + (sql.Engine == SqlEngine.PostgreSql ? "number = any(@numbers)" : "number in (select value from json_each(@numbers))"),
            new { numbers = sql.Engine == SqlEngine.PostgreSql ? (object)numbers : JsonSerializer.Serialize(numbers) }))
            .ToDictionary(row => row.Number, row => row.At);
    }

    private sealed record RevisionRow
    {
        public long Number { get; init; }
        public DateTimeOffset At { get; init; }
    }
}
