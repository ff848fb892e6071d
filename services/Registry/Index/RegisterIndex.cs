namespace OrdreCouncils.Registry.Index;

/// <summary>Immutable state that searches read: nearly all physicians in one large segment, and those changed since it was built in a small one, so that an
/// update costs in proportion to the changes.</summary>
internal sealed class RegisterIndex
{
    public static readonly RegisterIndex Empty = new(0, new SegmentBuilder().Build(), []);

    private readonly SortedDictionary<long, IndexedPerson> changed;
    private readonly HashSet<int> gone = [];

    private RegisterIndex(long revision, Segment settled, SortedDictionary<long, IndexedPerson> changed)
    {
        this.changed = changed;
        Revision = revision;
        Settled = settled;
        var builder = new SegmentBuilder();
        foreach (var person in changed.Values)
        {
            builder.Add(person);
            if (settled.RowOf(person.Number) is var row and >= 0)
                gone.Add(row);
        }

        Recent = builder.Build();
    }

    /// <summary>All changes up to this revision are included; later ones may be.</summary>
    public long Revision { get; }
    public Segment Settled { get; }
    public Segment Recent { get; }

    /// <summary>The row is superseded by a later version of the physician.</summary>
    public bool IsGone(Segment segment, int row) => segment == Settled && gone.Count > 0 && gone.Contains(row);

    /// <summary>Copy of the index with the present state of some physicians.</summary>
    public RegisterIndex With(long revision, IEnumerable<IndexedPerson> now)
    {
        var all = new SortedDictionary<long, IndexedPerson>(changed);
        foreach (var person in now)
            all[person.Number] = person;
        return new RegisterIndex(revision, Settled, all);
    }

    /// <summary>The same content in one segment.</summary>
    public RegisterIndex Merged()
    {
        var builder = new SegmentBuilder();
        foreach (var (segment, row) in After(-1))
            builder.Add(segment.Person(row));
        return Of(Revision, builder);
    }

    public static RegisterIndex Of(long revision, SegmentBuilder everybody) => new(revision, everybody.Build(), []);

    /// <summary>Puts the changes of this index onto a merged earlier state of it.</summary>
    public RegisterIndex On(RegisterIndex merged) => new(
        Revision, merged.Settled, new(changed.Where(pair => pair.Value.Revision > merged.Revision).ToDictionary()));

    /// <summary>All physicians after a number, in the order of numbers.</summary>
    public IEnumerable<(Segment Segment, int Row)> After(long number)
    {
        var (one, other) = (Settled.PlaceAfter(number), Recent.PlaceAfter(number));
        while (one < Settled.Count || other < Recent.Count)
        {
            var settled = other == Recent.Count
                || (one < Settled.Count && Settled.Numbers[Settled.ByNumber[one]] < Recent.Numbers[Recent.ByNumber[other]]);
            if (!settled)
                yield return (Recent, Recent.ByNumber[other++]);
            else if (Settled.ByNumber[one++] is var row && !IsGone(Settled, row))
                yield return (Settled, row);
        }
    }
}
