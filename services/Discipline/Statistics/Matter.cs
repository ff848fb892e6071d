namespace OrdreCouncils.Discipline.Statistics;

/// <summary>A case while it is before one chamber.</summary>
/// <param name="Chamber">Name of the first-instance chamber.</param>
/// <param name="Entered">First day.</param>
/// <param name="End">Ending; pending while there is none.</param>
/// <param name="Left">Day of the ending; null while pending.</param>
/// <param name="Days">Duration, when the case was judged and its days allow one.</param>
internal readonly record struct Matter(string Chamber, DateOnly Entered, MatterEnd End, DateOnly? Left, int? Days)
{
    /// <summary>Before a decision. A day of entry after it was recorded later, from paper: the case was new on the day of the decision at the latest, and its
    /// duration is not known.</summary>
    public static Matter Judged(string chamber, DateOnly entered, DateOnly decided) => decided < entered
        ? new Matter(chamber, decided, MatterEnd.Judged, decided, null)
        : new Matter(chamber, entered, MatterEnd.Judged, decided, decided.DayNumber - entered.DayNumber);

    /// <summary>A death may have preceded the entry: the case then ends on the day on which it enters.</summary>
    public static Matter Ended(string chamber, DateOnly entered, MatterEnd end, DateOnly on) =>
        new(chamber, entered, end, on < entered ? entered : on, null);

    public static Matter Pending(string chamber, DateOnly entered) => new(chamber, entered, MatterEnd.Pending, null, null);
}

internal enum MatterEnd
{
    Pending,
    Judged,
    Order,
    Withdrawal,
    Death,
}
