using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>Numbers of the physicians that a search examines: all that match, and few that do not.</summary>
internal sealed class Candidates
{
    /// <summary>Above this part of all physicians, a walk in the order of numbers fills a page sooner than a look at the names.</summary>
    private const int FewPart = 8;

    private readonly RegisterIndex index;
    private readonly PersonFilter filter;
    private readonly Walk walk;
    private readonly long since;
    private readonly HashSet<long> turning;

    // Ascending; null for all physicians.
    private readonly long[]? named;

    // Numbers that the name criteria leave, ascending; null when walking all physicians costs less.
    private readonly Lazy<(Segment Segment, int Row)[]?> few;

    private Candidates(RegisterIndex index, PersonFilter filter, Walk walk, long since, HashSet<long> turning, long[]? named)
    {
        this.index = index;
        this.filter = filter;
        this.walk = walk;
        this.since = since;
        this.turning = turning;
        this.named = named;
        few = new(Few);
    }

    /// <summary>Whether the search names its physicians by number.</summary>
    public bool AreNamed { get; private init; }

    public static async Task<Candidates> OfAsync(SqlSession sql, SearchQuery query, PersonFilter filter, RegisterIndex index, Walk walk)
    {
        var lists = query.Criteria.Select(criterion => PersonNumbers.Of(query.Table, criterion)).OfType<IEnumerable<long>>().ToList();
        var areNamed = lists.Count > 0;
        if (!areNamed && query.Table == SearchTable.Practitioner && query.Of("active").Any(criterion => criterion.As<TokenValue>().All(value => value.Code == "false")))
            lists.Add((await DirectoryStore.RestrictedAsync(sql)).Select(PersonNumbers.Parse).Concat(walk.IsPublic ? Unplaced(index, walk) : []));
        var named = lists.Count == 0 ? null : lists.Aggregate((one, other) => one.Intersect(other)).Distinct().Order().ToArray();

        var earliest = query.Earliest(walk.At);
        if (earliest == DateTimeOffset.MinValue)
            return new Candidates(index, filter, walk, 0, [], named) { AreNamed = areNamed };
        var since = await IndexStore.FirstSinceAsync(sql, earliest) ?? long.MaxValue;
        var turning = (await DirectoryStore.TurningAsync(sql, LegalTime.LegalDay.Of(earliest), walk.Day)).Select(PersonNumbers.Parse).ToHashSet();
        return new Candidates(index, filter, walk, since, turning, named) { AreNamed = areNamed };
    }

    /// <summary>Physicians who may have no place of practice.</summary>
    private static IEnumerable<long> Unplaced(RegisterIndex index, Walk walk) => index.After(-1)
        .Where(found => found.Segment.Activities(found.Row).Length == 0 || found.Segment.Revisions[found.Row] > walk.Revision)
        .Select(found => found.Segment.Numbers[found.Row]);

    /// <summary>All rows that may match, for a count.</summary>
    public IEnumerable<(Segment Segment, int Row)> Rows() => Rows(-1);

    public List<string> After(string rpps, int most)
    {
        var after = rpps.Length == 0 ? -1 : PersonNumbers.Parse(rpps);
        var found = new List<string>();
        if (named is not null)
        {
            for (var place = named.AsSpan().BinarySearch(after) is var at && at < 0 ? ~at : at + 1; place < named.Length && found.Count < most; place++)
                found.Add(PersonNumbers.Text(named[place]));
            return found;
        }

        foreach (var (segment, row) in Rows(after))
        {
            if (segment.Revisions[row] >= since || turning.Contains(segment.Numbers[row]))
                found.Add(PersonNumbers.Text(segment.Numbers[row]));
            if (found.Count == most)
                break;
        }

        return found;
    }

    private IEnumerable<(Segment Segment, int Row)> Rows(long after) =>
        few.Value is { } rows ? rows.SkipWhile(found => found.Segment.Numbers[found.Row] <= after) : index.After(after).Where(MayFit);

    private (Segment Segment, int Row)[]? Few()
    {
        var settled = index.Settled;
        if (settled.LastRevision > walk.Revision || filter.Rows(settled, settled.Count / FewPart) is not { } rows)
            return null;
        var found = rows.Where(row => !index.IsGone(settled, row)).Select(row => (settled, row))
            .Concat(Enumerable.Range(0, index.Recent.Count).Select(row => (index.Recent, row)))
            .Where(MayFit).ToArray();
        Array.Sort(found, (one, other) => one.Item1.Numbers[one.Item2].CompareTo(other.Item1.Numbers[other.Item2]));
        return found;
    }

    /// <summary>A physician changed after the walk's revision may have matched at it.</summary>
    private bool MayFit((Segment Segment, int Row) found) =>
        found.Segment.Revisions[found.Row] > walk.Revision || filter.MayFit(found.Segment, found.Row);
}
