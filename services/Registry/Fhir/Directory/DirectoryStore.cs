using System.Text.Json;
using OrdreCouncils.Registry.Physicians;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>A row of <c>physicians</c> with its revisions.</summary>
internal sealed record RevisedRow : PhysicianRow
{
    public long Revision { get; init; }
    public long RecordedIn { get; init; }
}

/// <summary>SQL that reads some physicians, given by number, as they were at a revision.</summary>
internal static class DirectoryStore
{
    /// <summary>More than the month to apply elsewhere ever lasts, its last day moving on over a long week-end.</summary>
    private const int TransferDays = 45;

    /// <summary>Rows as they are now, in the order of numbers, and all qualifications that were ever held.</summary>
    public static Task<(IReadOnlyList<RevisedRow> Rows, IReadOnlyList<QualificationRow> Qualifications)> RowsAsync(SqlSession sql, IEnumerable<string> rpps) =>
        sql.QueryAsync<RevisedRow, QualificationRow>(
            $"""
            select p.rpps, p.title, p.civility, p.family_name as FamilyName, p.given_name as GivenName, p.registered_since as RegisteredSince, p.version,
                   p.revision, r.at as ChangedAt, p.recorded_in as RecordedIn
            from physicians p join register_revisions r on r.number = p.revision where {RppsList.Condition(sql.Engine, "p.rpps")} order by p.rpps;
            select rpps, kind, code, label, valid_to as ValidTo, recorded_in as RecordedIn, ended_in as EndedIn
            from qualifications where {RppsList.Condition(sql.Engine)}
            """, new { list = RppsList.Value(sql.Engine, rpps) });

    /// <summary>What those renamed or moved since were called.</summary>
    public static Task<IReadOnlyList<RevisedRow>> PastAsync(SqlSession sql, IEnumerable<string> rpps, long revision) => sql.QueryAsync<RevisedRow>(
        $"""
        select rpps, title, civility, family_name as FamilyName, given_name as GivenName
        from physicians_past where {RppsList.Condition(sql.Engine)} and recorded_in <= @revision and replaced_in > @revision
        """, new { list = RppsList.Value(sql.Engine, rpps), revision });

    /// <summary>Which version those changed since were at.</summary>
    public static Task<IReadOnlyList<RevisedRow>> VersionsAsync(SqlSession sql, IEnumerable<string> rpps, long revision) => sql.QueryAsync<RevisedRow>(
        $"""
        select v.rpps, v.version, v.revision, r.at as ChangedAt
        from physician_versions v join register_revisions r on r.number = v.revision
        where {RppsList.Condition(sql.Engine, "v.rpps")} and v.revision <= @revision and v.replaced_in > @revision
        """, new { list = RppsList.Value(sql.Engine, rpps), revision });

    /// <summary>Physicians of whom the register ever said something else than that they are registered, under their number.</summary>
    public static Task<IReadOnlyList<string>> RestrictedAsync(SqlSession sql) => sql.QueryAsync<string>(
        """
        select rpps from restrictions union select rpps from suspensions union select rpps from registration_facts
        union select rpps from merges union select kept from merges
        """);

    /// <summary>Physicians for whom something begins or ends by the calendar within some days, be it of a number merged into theirs.</summary>
    public static Task<IReadOnlyList<string>> TurningAsync(SqlSession sql, DateOnly from, DateOnly until) => sql.QueryAsync<string>(
        """
        with turning as (
        select rpps from restrictions where (effective_on >= @from and effective_on <= @until) or (ends_on >= @before and ends_on < @until)
        union
        select rpps from suspensions
        where (effective_on >= @from and effective_on <= @until) or (ends_on >= @before and ends_on < @until) or (lifted_on >= @from and lifted_on <= @until)
        union
        select rpps from registration_facts
        where effective_on <= @until and (effective_on >= @from or (ground = 'TransferOut' and effective_on >= @transferred))
        union
        select rpps from reliefs where effective_on >= @from and effective_on <= @until
        )
        select rpps from turning
        union
        select m.kept from merges m join turning t on t.rpps = m.rpps
        """, new { from, until, before = from.AddDays(-1), transferred = from.AddDays(-TransferDays) });

    /// <summary>Instants of revisions.</summary>
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
