namespace OrdreCouncils.Registry.Index;

/// <summary>
/// What searches look at, as the register was at a revision or later: nearly everybody in one large segment, and those changed since it was built in a
/// small one, so that a change costs no more than the changed.
/// </summary>
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

    /// <summary>Everything up to it is here; what came later may be.</summary>
    public long Revision { get; }
    public Segment Settled { get; }
    public Segment Recent { get; }

    /// <summary>Whether a row is somebody as they were before.</summary>
    public bool IsGone(Segment segment, int row) => segment == Settled && gone.Count > 0 && gone.Contains(row);

    /// <summary>The index with some physicians as they are now.</summary>
    public RegisterIndex With(long revision, IEnumerable<IndexedPerson> now)
    {
        var all = new SortedDictionary<long, IndexedPerson>(changed);
        foreach (var person in now)
            all[person.Number] = person;
        return new RegisterIndex(revision, Settled, all);
    }

    /// <summary>The same in one segment.</summary>
    public RegisterIndex Merged()
    {
        var builder = new SegmentBuilder();
        foreach (var (segment, row) in After(-1))
            builder.Add(segment.Person(row));
        return Of(Revision, builder);
    }

    /// <summary>An index of everybody.</summary>
    public static RegisterIndex Of(long revision, SegmentBuilder everybody) => new(revision, everybody.Build(), []);

    /// <summary>This index, on what an earlier state of it became by merging.</summary>
    public RegisterIndex On(RegisterIndex merged) => new(
        Revision, merged.Settled, new(changed.Where(pair => pair.Value.Revision > merged.Revision).ToDictionary()));

    /// <summary>Everybody after a number, in the order of numbers.</summary>
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
