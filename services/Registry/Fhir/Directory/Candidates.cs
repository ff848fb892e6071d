using OrdreCouncils.Registry.Fhir.Search;
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
    public IEnumerable<int> Rows() => Enumerable.Range(0, index.Count)
        .Where(row => index.RevisionOf(row) > walk.Revision || filter.MayFit(index, row));

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

        for (var row = index.RowAfter(after); row < index.Count && found.Count < most; row++)
        {
            // Whoever changed after the walk's revision may have fitted at it.
            var revision = index.RevisionOf(row);
            if ((revision >= since || turning.Contains(index.Number(row))) && (revision > walk.Revision || filter.MayFit(index, row)))
                found.Add(PersonNumbers.Text(index.Number(row)));
        }

        return found;
    }
}
