using System.Globalization;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Search;

/// <param name="Kind">Kind of match; unspecified when no name was asked for.</param>
internal sealed record Hit(MatchKind Kind, string Rpps, Segment Segment, int Row)
{
    public string SortKey => NameKey.Sort(Segment.Families.Key(Segment.FamilyOf[Row]), Segment.Givens.Key(Segment.GivenOf[Row]));
}

/// <summary>Searches the index: best matches first, within a kind by family name, first names and RPPS number.</summary>
internal static class PhysicianSearch
{
    public static List<Hit> Page(RegisterIndex index, Numberings numberings, SearchCriteria criteria, SearchCursor after, int limit, DateOnly today)
    {
        var filter = new RowFilter(index, numberings, criteria, today);
        var hits = new List<Hit>();
        foreach (var segment in new[] { index.Settled, index.Recent })
        {
            using var search = new SegmentSearch(segment, criteria, filter.Fits, after, limit);
            hits.AddRange(search.Run(filter.Rows(segment)).Select(match => HitOf(match.Kind, segment, match.Row)));
        }

        // Hits of one segment are sorted already; the other segment rarely has any.
        if (hits.Count == 0 || hits[0].Segment == hits[^1].Segment)
            return hits;
        return [.. hits.OrderBy(hit => hit.Kind).ThenBy(hit => hit.SortKey, StringComparer.Ordinal).ThenBy(hit => hit.Rpps, StringComparer.Ordinal).Take(limit)];
    }

    private static Hit HitOf(MatchKind kind, Segment segment, int row) => new(
        kind,
        segment.Numbers[row].ToString("D11", CultureInfo.InvariantCulture),
        segment,
        row);
}
