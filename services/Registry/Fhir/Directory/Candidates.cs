using OrdreCouncils.Registry.Fhir.Search;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>Which physicians a search has to look at: all who fit, and as few others as can be told without reading them.</summary>
internal sealed class Candidates
{
    private readonly RegisterIndex index;
    private readonly PersonFilter filter;
    private readonly Walk walk;
    private readonly long since;
    private readonly HashSet<long> turning;

    // In order; null for anybody.
    private readonly long[]? named;

    private Candidates(RegisterIndex index, PersonFilter filter, Walk walk, long since, HashSet<long> turning, long[]? named)
    {
        this.index = index;
        this.filter = filter;
        this.walk = walk;
        this.since = since;
        this.turning = turning;
        this.named = named;
    }

    /// <summary>True when the search names the physicians it wants by number.</summary>
    public bool AreNamed { get; private init; }

    public static async Task<Candidates> OfAsync(SqlSession sql, SearchQuery query, PersonFilter filter, RegisterIndex index, Walk walk)
    {
        var lists = query.Criteria.Select(criterion => PersonNumbers.Of(query.Table, criterion)).OfType<IEnumerable<long>>().ToList();
        var areNamed = lists.Count > 0;
        if (!areNamed && query.Table == SearchTable.Practitioner && query.Of("active").Any(criterion => criterion.As<TokenValue>().All(value => value.Code == "false")))
            lists.Add((await DirectoryStore.RestrictedAsync(sql)).Select(PersonNumbers.Parse));
        var named = lists.Count == 0 ? null : lists.Aggregate((one, other) => one.Intersect(other)).Distinct().Order().ToArray();

        var earliest = query.Earliest(walk.At);
        if (earliest == DateTimeOffset.MinValue)
            return new Candidates(index, filter, walk, 0, [], named) { AreNamed = areNamed };
        var since = await IndexStore.FirstSinceAsync(sql, earliest) ?? long.MaxValue;
        var turning = (await DirectoryStore.TurningAsync(sql, LegalTime.LegalDay.Of(earliest), walk.Day)).Select(PersonNumbers.Parse).ToHashSet();
        return new Candidates(index, filter, walk, since, turning, named) { AreNamed = areNamed };
    }

    /// <summary>Rows that may fit, for counting: with none left out.</summary>
    public IEnumerable<(Segment Segment, int Row)> Rows() => index.After(-1)
        .Where(found => found.Segment.Revisions[found.Row] > walk.Revision || filter.MayFit(found.Segment, found.Row));

    /// <summary>The next ones after a number.</summary>
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

        foreach (var (segment, row) in index.After(after))
        {
            // Whoever changed after the walk's revision may have fitted at it.
            var revision = segment.Revisions[row];
            if ((revision >= since || turning.Contains(segment.Numbers[row])) && (revision > walk.Revision || filter.MayFit(segment, row)))
                found.Add(PersonNumbers.Text(segment.Numbers[row]));
            if (found.Count == most)
                break;
        }

        return found;
    }
}
