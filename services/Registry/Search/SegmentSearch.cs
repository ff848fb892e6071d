using System.Text;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Index;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Search;

/// <summary>A search in one segment: for each kind of match, the first rows after the cursor in list order.</summary>
internal sealed class SegmentSearch : IDisposable
{
    private const int Kinds = (int)MatchKind.SoundsAlike + 1;

    private readonly Segment segment;
    private readonly Func<Segment, int, bool> fits;
    private readonly SearchCursor after;
    private readonly int limit;
    private readonly int cursorRow;
    private readonly (Reading Reading, Matches? Family, Matches? Given)[] readings;
    private readonly SortedSet<int>[] found = [.. Enumerable.Range(0, Kinds).Select(_ => new SortedSet<int>())];

    /// <param name="fits">Whether a row meets the criteria other than names.</param>
    /// <param name="after">Last place of the previous page.</param>
    /// <param name="limit">Most hits to give.</param>
    public SegmentSearch(Segment segment, SearchCriteria criteria, Func<Segment, int, bool> fits, SearchCursor after, int limit)
    {
        (this.segment, this.fits, this.after, this.limit) = (segment, fits, after, limit);
        var (family, given) = NameKey.Split(after.SortKey);
        cursorRow = segment.RowAfter(Encoding.ASCII.GetBytes(family), Encoding.ASCII.GetBytes(given), long.Parse(after.Rpps, System.Globalization.CultureInfo.InvariantCulture));
        readings = [.. criteria.Readings.Select(reading => (
            reading, Find(segment.Families, reading.Family, criteria.Weakest), Find(segment.Givens, reading.Given, criteria.Weakest)))];
    }

    public IEnumerable<(MatchKind Kind, int Row)> Run(IReadOnlyList<int>? rows)
    {
        if (readings.Length == 0)
            TakeFirst(rows);
        foreach (var (reading, family, given) in readings)
        {
            if (family is null)
                TakeGiven(reading, given!);
            else if (given is null)
                TakeFamily(reading, family);
            else
                TakeBoth(family, given);
        }

        return found.SelectMany((set, kind) => set.Select(row => ((MatchKind)kind, row))).Take(limit);
    }

    public void Dispose()
    {
        foreach (var (_, family, given) in readings)
        {
            family?.Dispose();
            given?.Dispose();
        }
    }

    private static Matches? Find(Vocabulary names, TypedName? typed, MatchKind weakest)
    {
        if (typed is null)
            return null;
        var matches = new Matches(names.Count, weakest);
        names.Find(typed, matches);
        return matches;
    }

    /// <summary>No name was asked for: rows in list order.</summary>
    private void TakeFirst(IReadOnlyList<int>? rows)
    {
        if (rows is null)
        {
            for (var row = cursorRow; row < segment.Count && found[0].Count < limit; row++)
                Take(MatchKind.Unspecified, row);
            return;
        }

        foreach (var row in rows)
            Take(MatchKind.Unspecified, row);
    }

    private void TakeFamily(Reading reading, Matches family)
    {
        foreach (var name in family.Entries)
            TakeAll(Weaker(family.Of(name), reading.Strongest), null, segment.FamilyStarts[name], segment.FamilyStarts[name + 1]);
    }

    private void TakeGiven(Reading reading, Matches given)
    {
        var (starts, rows) = segment.RowsOfGivens;
        foreach (var name in given.Entries)
            TakeAll(Weaker(given.Of(name), reading.Strongest), rows, starts[name], starts[name + 1]);
    }

    /// <summary>Rows of one name and one kind, in order; a page needs no more of them than its size.</summary>
    private void TakeAll(MatchKind kind, int[]? rows, int from, int to)
    {
        var taken = 0;
        for (var place = from; place < to && taken < limit; place++)
        {
            var row = rows is null ? place : rows[place];
            if (IsPast(kind, row))
                return;
            if (Take(kind, row))
                taken++;
        }
    }

    private void TakeBoth(Matches family, Matches given)
    {
        var (starts, rows) = segment.RowsOfGivens;
        if (Size(family.Entries, segment.FamilyStarts) <= Size(given.Entries, starts))
        {
            foreach (var name in family.Entries)
            {
                for (var row = segment.FamilyStarts[name]; row < segment.FamilyStarts[name + 1]; row++)
                {
                    if (given.Of(segment.GivenOf[row]) is var kind and not MatchKind.Unspecified)
                        Take(Weaker(family.Of(name), kind), row);
                }
            }

            return;
        }

        foreach (var name in given.Entries)
        {
            for (var place = starts[name]; place < starts[name + 1]; place++)
            {
                if (family.Of(segment.FamilyOf[rows[place]]) is var kind and not MatchKind.Unspecified)
                    Take(Weaker(given.Of(name), kind), rows[place]);
            }
        }
    }

    /// <summary>Adds a row that fits by one reading, with the best kind of all readings; false when that kind was not asked for.</summary>
    private bool Take(MatchKind kind, int row)
    {
        // Another reading gives a better kind: the row is added when that reading's turn comes.
        if (kind < after.Kind || (kind == after.Kind && row < cursorRow) || IsPast(kind, row))
            return false;
        var best = Best(kind, row);
        if (best < after.Kind || (best == after.Kind && row < cursorRow) || !fits(segment, row))
            return false;
        var set = found[(int)best];
        if (set.Add(row) && set.Count > limit)
            set.Remove(set.Max);
        return true;
    }

    /// <summary>Whether enough hits of the kind come before a row.</summary>
    private bool IsPast(MatchKind kind, int row) => found[(int)kind] is { } set && set.Count == limit && row > set.Max;

    private MatchKind Best(MatchKind best, int row)
    {
        foreach (var (reading, family, given) in readings)
        {
            var familyKind = family?.Of(segment.FamilyOf[row]) ?? MatchKind.Exact;
            var givenKind = given?.Of(segment.GivenOf[row]) ?? MatchKind.Exact;
            if (familyKind != MatchKind.Unspecified && givenKind != MatchKind.Unspecified && Weaker(Weaker(familyKind, givenKind), reading.Strongest) is var kind && kind < best)
                best = kind;
        }

        return best;
    }

    private static MatchKind Weaker(MatchKind one, MatchKind other) => one > other ? one : other;

    private static long Size(IReadOnlyList<int> names, int[] starts)
    {
        var size = 0L;
        foreach (var name in names)
            size += starts[name + 1] - starts[name];
        return size;
    }
}
