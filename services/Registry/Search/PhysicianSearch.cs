using System.Globalization;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Physicians;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Search;

/// <summary>Somebody found.</summary>
/// <param name="Kind">How well the names fit; unspecified when none was asked for.</param>
/// <param name="Rpps">RPPS number.</param>
/// <param name="SortKey">Place in the order of lists.</param>
/// <param name="Revision">The revision as of which they were found.</param>
/// <param name="Life">What their registration follows from; null when simply registered.</param>
internal sealed record Hit(MatchKind Kind, string Rpps, string SortKey, long Revision, RegisterEntry? Life);

/// <summary>Searches the index: the best matches first, of each kind by family name, first names and RPPS number.</summary>
internal static class PhysicianSearch
{
    /// <summary>The first after a cursor.</summary>
    public static List<Hit> Page(RegisterIndex index, Numberings numberings, SearchCriteria criteria, SearchCursor after, int limit, DateOnly today)
    {
        var filter = new RowFilter(index, numberings, criteria, today);
        var hits = new List<Hit>();
        foreach (var segment in new[] { index.Settled, index.Recent })
        {
            using var search = new SegmentSearch(segment, criteria, filter.Fits, after, limit);
            hits.AddRange(search.Run(filter.Rows(segment)).Select(match => HitOf(match.Kind, segment, match.Row)));
        }

        return [.. hits.OrderBy(hit => hit.Kind).ThenBy(hit => hit.SortKey, StringComparer.Ordinal).ThenBy(hit => hit.Rpps, StringComparer.Ordinal).Take(limit)];
    }

    private static Hit HitOf(MatchKind kind, Segment segment, int row) => new(
        kind,
        segment.Numbers[row].ToString("D11", CultureInfo.InvariantCulture),
        NameKey.Sort(segment.Families.Key(segment.FamilyOf[row]), segment.Givens.Key(segment.GivenOf[row])),
        segment.Revisions[row],
        segment.Life(row));
}

/// <summary>SQL that reads what was found.</summary>
internal static class FoundStore
{
    /// <summary>Those of some numbers, and their specialties.</summary>
    public static Task<(IReadOnlyList<FoundRow> Rows, IReadOnlyList<QualificationRow> Specialties)> LoadAsync(SqlSession sql, IEnumerable<string> rpps) =>
        sql.QueryAsync<FoundRow, QualificationRow>(
        $"""
        select rpps, title, civility, family_name as FamilyName, given_name as GivenName, council, registered_since as RegisteredSince, revision
        from physicians where {RppsList.Condition(sql.Engine)};
        select rpps, kind, code, label from qualifications
        where {RppsList.Condition(sql.Engine)} and kind = 'S' and valid_to is null order by rpps, code
        """, new { list = RppsList.Value(sql.Engine, rpps) });
}

/// <summary>A row of <c>physicians</c> with the revision that last changed anything about the person.</summary>
internal sealed record FoundRow : PhysicianRow
{
    public long Revision { get; init; }
}
