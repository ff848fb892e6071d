using System.Text;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>What searches look at, one physician after another in the order of numbers, as the register was at a revision or later.</summary>
/// <remarks>
/// Some 60 bytes a physician, in arrays that the collector need not walk: at 341,000 physicians a search for what nobody is called looks at all of them in
/// milliseconds, whichever engine keeps the register and whatever the criteria, and imports write nothing for it.
/// </remarks>
internal sealed class RegisterIndex
{
    public static readonly RegisterIndex Empty = new Builder(0).Build(0);

    private readonly long[] numbers;
    private readonly long[] revisions;
    private readonly byte[] keys;
    private readonly int[] keyEnds;
    private readonly ushort[] codes;
    private readonly int[] codeEnds;

    private RegisterIndex(long revision, Builder rows)
    {
        Revision = revision;
        numbers = [.. rows.Numbers];
        revisions = [.. rows.Revisions];
        keys = [.. rows.Keys];
        keyEnds = [.. rows.KeyEnds];
        codes = [.. rows.Codes];
        codeEnds = [.. rows.CodeEnds];
    }

    /// <summary>Everything up to it is here; what came later may be.</summary>
    public long Revision { get; }
    public int Count => numbers.Length;

    public long Number(int row) => numbers[row];

    /// <summary>The revision that last changed the physician.</summary>
    public long RevisionOf(int row) => revisions[row];

    /// <summary>A space, the family name's key, two spaces, the first names' key.</summary>
    public ReadOnlySpan<byte> Key(int row) => keys.AsSpan(Start(keyEnds, row)..keyEnds[row]);

    /// <summary>Codes of the qualifications held, as <see cref="QualificationCodes"/> numbers them.</summary>
    public ReadOnlySpan<ushort> Codes(int row) => codes.AsSpan(Start(codeEnds, row)..codeEnds[row]);

    /// <summary>The first row after a number.</summary>
    public int RowAfter(long number)
    {
        var place = Array.BinarySearch(numbers, number);
        return place < 0 ? ~place : place + 1;
    }

    /// <summary>The index with some physicians as they are now, given in the order of their numbers.</summary>
    public RegisterIndex With(long revision, IReadOnlyList<IndexedPerson> changed)
    {
        var builder = new Builder(Count + changed.Count);
        var row = 0;
        foreach (var person in changed)
        {
            for (; row < Count && numbers[row] < person.Number; row++)
                builder.Add(numbers[row], revisions[row], Key(row), Codes(row));
            if (row < Count && numbers[row] == person.Number)
                row++;
            builder.Add(person.Number, person.Revision, Encoding.ASCII.GetBytes(" " + person.SortKey), person.Codes);
        }

        for (; row < Count; row++)
            builder.Add(numbers[row], revisions[row], Key(row), Codes(row));
        return builder.Build(revision);
    }

    private static int Start(int[] ends, int row) => row == 0 ? 0 : ends[row - 1];

    private sealed class Builder(int capacity)
    {
        public List<long> Numbers { get; } = new(capacity);
        public List<long> Revisions { get; } = new(capacity);
        public List<byte> Keys { get; } = new(capacity * 24);
        public List<int> KeyEnds { get; } = new(capacity);
        public List<ushort> Codes { get; } = new(capacity);
        public List<int> CodeEnds { get; } = new(capacity);

        public void Add(long number, long revision, ReadOnlySpan<byte> key, ReadOnlySpan<ushort> codes)
        {
            Numbers.Add(number);
            Revisions.Add(revision);
            Keys.AddRange(key);
            KeyEnds.Add(Keys.Count);
            Codes.AddRange(codes);
            CodeEnds.Add(Codes.Count);
        }

        public RegisterIndex Build(long revision) => new(revision, this);
    }
}

/// <summary>A physician as the index takes them in.</summary>
internal sealed record IndexedPerson(long Number, long Revision, string SortKey, ushort[] Codes);

/// <summary>Numbers for the codes of qualifications: there are some hundreds, and none goes away.</summary>
internal sealed class QualificationCodes
{
    private readonly Dictionary<(string Kind, string Code), ushort> numbers = [];
    private readonly Lock gate = new();

    public ushort NumberOf(string kind, string code)
    {
        lock (gate)
        {
            if (!numbers.TryGetValue((kind, code), out var number))
                numbers.Add((kind, code), number = checked((ushort)numbers.Count));
            return number;
        }
    }

    /// <summary>Numbers of those that fit.</summary>
    public ushort[] Where(Func<string, string, bool> fits)
    {
        lock (gate)
            return [.. numbers.Where(pair => fits(pair.Key.Kind, pair.Key.Code)).Select(pair => pair.Value)];
    }
}
