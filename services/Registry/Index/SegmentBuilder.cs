using System.Runtime.InteropServices;
using OrdreCouncils.Protos.Registry.Internal.V1;

namespace OrdreCouncils.Registry.Index;

/// <summary>Builds a segment from physicians that come in the order of their numbers.</summary>
internal sealed class SegmentBuilder
{
    private readonly Dictionary<string, int> families = [];
    private readonly Dictionary<string, int> givens = [];
    private readonly Dictionary<string, int> familyNames = [];
    private readonly Dictionary<string, int> givenNames = [];
    private readonly List<Row> rows = [];
    private readonly List<ushort> codes = [];
    private readonly List<int> activities = [];
    private readonly List<int> structures = [];
    private readonly Dictionary<int, RegisterEntry> lives = [];
    private readonly List<int> merged = [];

    public void Add(IndexedPerson person)
    {
        if (person.Life is not null)
            lives.Add(rows.Count, person.Life);
        if (person.Merged)
            merged.Add(rows.Count);
        rows.Add(new Row(person.Number, person.Revision, Place(families, person.FamilyKey), Place(givens, person.GivenKey), person.Council, rows.Count)
        {
            FamilyName = Place(familyNames, person.Name.Family),
            GivenName = Place(givenNames, person.Name.Given),
            Title = person.Title,
            Category = person.Category,
            RegisteredSince = person.RegisteredSince.DayNumber,
            Codes = (codes.Count, person.Codes.Length),
            Activities = (activities.Count, person.Activities.Length),
            Structures = (structures.Count, person.Structures.Length),
        });
        codes.AddRange(person.Codes);
        activities.AddRange(person.Activities);
        structures.AddRange(person.Structures);
    }

    public Segment Build()
    {
        var (familyKeys, familyRanks) = Ranked(families);
        var (givenKeys, givenRanks) = Ranked(givens);
        var sorted = rows.Select(row => row with { Family = familyRanks[row.Family], Given = givenRanks[row.Given] }).ToArray();
        Array.Sort(sorted, (one, other) =>
        {
            var order = one.Family.CompareTo(other.Family);
            if (order == 0)
                order = one.Given.CompareTo(other.Given);
            return order == 0 ? one.Number.CompareTo(other.Number) : order;
        });

        var byNumber = new int[sorted.Length];
        for (var row = 0; row < sorted.Length; row++)
            byNumber[sorted[row].Added] = row;
        var lived = lives.Select(pair => (Row: byNumber[pair.Key], pair.Value)).OrderBy(pair => pair.Row).ToList();
        return new Segment
        {
            Families = new Vocabulary(familyKeys),
            Givens = new Vocabulary(givenKeys),
            Numbers = Array.ConvertAll(sorted, row => row.Number),
            Revisions = Array.ConvertAll(sorted, row => row.Revision),
            FamilyOf = Array.ConvertAll(sorted, row => row.Family),
            GivenOf = Array.ConvertAll(sorted, row => row.Given),
            FamilyNames = (Array.ConvertAll(sorted, row => row.FamilyName), [.. familyNames.Keys]),
            GivenNames = (Array.ConvertAll(sorted, row => row.GivenName), [.. givenNames.Keys]),
            Titles = Array.ConvertAll(sorted, row => row.Title),
            RegisteredSince = Array.ConvertAll(sorted, row => row.RegisteredSince),
            Councils = Array.ConvertAll(sorted, row => row.Council),
            Categories = Array.ConvertAll(sorted, row => row.Category),
            QualificationLists = Lists(sorted, codes, row => row.Codes),
            ActivityLists = Lists(sorted, activities, row => row.Activities),
            StructureLists = Lists(sorted, structures, row => row.Structures),
            FamilyStarts = Grouped(sorted, familyKeys.Length, row => row.Family).Starts,
            RowsOfGivens = Grouped(sorted, givenKeys.Length, row => row.Given),
            ByNumber = byNumber,
            Lives = ([.. lived.Select(pair => pair.Row)], [.. lived.Select(pair => pair.Value)]),
            LastRevision = sorted.Length == 0 ? 0 : sorted.Max(row => row.Revision),
            MergedRows = [.. merged.Select(added => byNumber[added]).Order()],
        };
    }

    private static int Place(Dictionary<string, int> places, string key)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, key, out var known);
        if (!known)
            place = places.Count - 1;
        return place;
    }

    private static (string[] Keys, int[] RankOf) Ranked(Dictionary<string, int> places)
    {
        var keys = places.Keys.ToArray();
        Array.Sort(keys, StringComparer.Ordinal);
        var rankOf = new int[keys.Length];
        for (var rank = 0; rank < keys.Length; rank++)
            rankOf[places[keys[rank]]] = rank;
        return (keys, rankOf);
    }

    private static (int[] Ends, T[] All) Lists<T>(Row[] sorted, List<T> source, Func<Row, (int Start, int Length)> of)
    {
        var (ends, all, end) = (new int[sorted.Length], new T[source.Count], 0);
        for (var row = 0; row < sorted.Length; row++)
        {
            var (start, length) = of(sorted[row]);
            source.CopyTo(start, all, end, length);
            ends[row] = end += length;
        }

        return (ends, all);
    }

    /// <summary>Rows grouped by a number that they have, ascending in each group.</summary>
    private static (int[] Starts, int[] Rows) Grouped(Row[] sorted, int groups, Func<Row, int> of)
    {
        var starts = new int[groups + 1];
        foreach (var row in sorted)
            starts[of(row) + 1]++;
        for (var group = 0; group < groups; group++)
            starts[group + 1] += starts[group];
        var next = starts.AsSpan(0, groups).ToArray();
        var grouped = new int[sorted.Length];
        for (var row = 0; row < sorted.Length; row++)
            grouped[next[of(sorted[row])]++] = row;
        return (starts, grouped);
    }

    private readonly record struct Row(long Number, long Revision, int Family, int Given, ushort Council, int Added)
    {
        public int FamilyName { get; init; }
        public int GivenName { get; init; }
        public ushort Title { get; init; }
        public ushort Category { get; init; }
        public int RegisteredSince { get; init; }
        public (int Start, int Length) Codes { get; init; }
        public (int Start, int Length) Activities { get; init; }
        public (int Start, int Length) Structures { get; init; }
    }
}
