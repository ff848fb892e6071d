namespace OrdreCouncils.Registry.Register;

/// <summary>State of the register after a revision. The rows that such a read sees are decided here and, in SQL, in <see cref="DatedTable"/>.</summary>
internal readonly record struct AsOf(long Revision)
{
    public static readonly AsOf Now = new(long.MaxValue);

    public bool IsRecorded(long recordedIn) => recordedIn <= Revision;

    public bool IsEnded(long? endedIn) => endedIn <= Revision;

    public bool Holds(long recordedIn, long? endedIn) => IsRecorded(recordedIn) && !IsEnded(endedIn);
}
