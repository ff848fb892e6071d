namespace OrdreCouncils.Registry.Register;

/// <summary>
/// A point in the history of the register: the state after a revision. The one place that decides which rows a read as of a revision may see;
/// <see cref="DatedTable"/> says the same in SQL.
/// </summary>
/// <param name="Revision">Value of the SQL parameter <c>@revision</c>.</param>
internal readonly record struct AsOf(long Revision)
{
    /// <summary>After every revision: all rows recorded and not ended.</summary>
    public static readonly AsOf Now = new(long.MaxValue);

    public bool IsRecorded(long recordedIn) => recordedIn <= Revision;

    public bool IsEnded(long? endedIn) => endedIn <= Revision;

    /// <summary>Recorded and not ended.</summary>
    public bool Holds(long recordedIn, long? endedIn) => IsRecorded(recordedIn) && !IsEnded(endedIn);
}
