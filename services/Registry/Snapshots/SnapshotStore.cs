using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Snapshots;

/// <param name="Lines">In the order of numbers.</param>
/// <param name="Next">Number after which the next page begins; null after the last page.</param>
internal sealed record SnapshotPage(IReadOnlyList<SnapshotLine> Lines, string? Next);

/// <param name="Entry">Names and places of the number's own record; registration of the record that answers for it.</param>
/// <param name="MergedInto">The number that answers for this one; empty when it is not merged.</param>
internal sealed record SnapshotLine(RegisterEntry Entry, string MergedInto);

/// <summary>SQL that reads the register as of a revision, page by page, by the key of each table.</summary>
internal static class SnapshotStore
{
    // Sorts after every number in every collation.
    private const string End = "z";

    public static async Task<long> CountAsync(SqlSession sql, string council, long revision) => await sql.ScalarAsync<long>(
        $"""
        select (select count(*) from physicians where {DatedTables.Physicians.Holds()} {Of(council)})
             + (select count(*) from physicians_past where {DatedTables.PhysiciansPast.Holds()} {Of(council)})
        """, new { council, revision });

    /// <summary>Call it in one transaction. Pages may be read in different transactions, because all read the same revision.</summary>
    public static async Task<SnapshotPage> PageAsync(SqlSession sql, string council, long revision, string after, int limit)
    {
        var current = await sql.QueryAsync<PhysicianRow>(
            $"""
            select rpps, title, civility, family_name, given_name, council, category, registered_since
            from physicians where rpps > @after and {DatedTables.Physicians.Holds()} {Of(council)} order by rpps limit @limit
            """, new { council, revision, after, limit });
        var next = current.Count == limit ? current[^1].Rpps : null;
        // Physicians renamed or moved since.
        var past = await sql.QueryAsync<PhysicianRow>(
            $"""
            select rpps, title, civility, family_name, given_name, council, category,
                   (select p.registered_since from physicians p where p.rpps = physicians_past.rpps) as RegisteredSince
            from physicians_past
            where rpps > @after and rpps <= @until and {DatedTables.PhysiciansPast.Holds()} {Of(council)}
            """, new { council, revision, after, until = next ?? End });
        var rows = past.Count == 0 ? current : [.. current.Concat(past).OrderBy(row => row.Rpps, StringComparer.Ordinal)];
        return new SnapshotPage(await LinesAsync(sql, rows, new AsOf(revision)), next);
    }

    private static async Task<List<SnapshotLine>> LinesAsync(SqlSession sql, IReadOnlyList<PhysicianRow> rows, AsOf asOf)
    {
        if (rows.Count == 0)
            return [];
        var rpps = rows.Select(row => row.Rpps).ToList();
        var practices = await PracticeStore.LoadAsync(sql, rpps, asOf);
        var links = await MergeLinks.LoadAsync(sql, rpps, asOf);
        var answering = rpps.Select(links.Answering).Distinct().ToList();
        var lives = await LifeStore.LoadAsync(sql, answering, links, asOf);
        var since = rows.ToDictionary(row => row.Rpps, row => row.RegisteredSince);
        foreach (var kept in await KeptElsewhereAsync(sql, answering.Except(rpps).ToList()))
            since.Add(kept.Rpps, kept.RegisteredSince);
        return [.. rows.Select(row =>
        {
            var number = links.Answering(row.Rpps);
            var entry = lives.Of(number, since[number]);
            entry.Physician = practices.Of(row);
            return new SnapshotLine(entry, number == row.Rpps ? "" : number);
        })];
    }

    private static async Task<IReadOnlyList<PhysicianRow>> KeptElsewhereAsync(SqlSession sql, List<string> rpps) => rpps.Count == 0
        ? []
        : await sql.QueryAsync<PhysicianRow>(
            $"select rpps, registered_since from physicians where {TextList.Condition(sql.Engine, "rpps")}",
            new { list = TextList.Value(sql.Engine, rpps) });

    private static string Of(string council) => council.Length == 0 ? "" : "and council = @council";
}
