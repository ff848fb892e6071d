namespace OrdreCouncils.Registry.Register;

/// <summary>A table whose rows a revision records and a later revision may end. Its conditions are SQL with the parameter <c>@revision</c>.</summary>
/// <param name="Name">Table name.</param>
/// <param name="EndedIn">Column with the revision that ended the row; null when rows never end.</param>
internal sealed record DatedTable(string Name, string? EndedIn)
{
    /// <summary>Column with the revision that recorded the row.</summary>
    public string RecordedIn { get; init; } = "recorded_in";

    /// <summary>Columns that hold an RPPS number.</summary>
    public IReadOnlyList<string> Numbers { get; init; } = ["rpps"];

    /// <summary>Whether a row says more about a physician than the person rows do: without any such row the registration is plain.</summary>
    public bool ChangesRegistration { get; init; }

    /// <summary>
    /// Condition on the rows that can change a registration on a day of a <see cref="DayWindow"/>; it may select too many rows, never too few. Null when
    /// the calendar alone changes nothing.
    /// </summary>
    public string? TurnsInWindow { get; init; }

    /// <summary>The row was recorded by the revision, whether or not it has ended.</summary>
    public string Recorded(string alias = "") => $"{Column(RecordedIn, alias)} <= @revision";

    /// <summary>The row had not ended by the revision.</summary>
    public string Open(string alias = "") => EndedIn is null ? "1 = 1" : $"({Column(EndedIn, alias)} is null or {Column(EndedIn, alias)} > @revision)";

    /// <summary>The row was recorded by the revision and had not ended.</summary>
    public string Holds(string alias = "") => EndedIn is null ? Recorded(alias) : $"{Recorded(alias)} and {Open(alias)}";

    /// <summary>The row has not ended. Selects the same rows as <see cref="Holds"/> as of now, in the only form that partial indexes match.</summary>
    public string HoldsNow(string alias = "") => EndedIn is null ? "1 = 1" : $"{Column(EndedIn, alias)} is null";

    /// <summary>The row has ended, now or before.</summary>
    public string HasEnded(string alias = "") => EndedIn is null ? "1 = 0" : $"{Column(EndedIn, alias)} is not null";

    /// <summary>The row was recorded, or it ended, in the revision <c>@since</c> or a later one.</summary>
    public string ChangedSince(string alias = "") =>
        EndedIn is null ? $"{Column(RecordedIn, alias)} >= @since" : $"({Column(RecordedIn, alias)} >= @since or {Column(EndedIn, alias)} >= @since)";

    /// <summary>No row of the table names a number, ended or not.</summary>
    /// <param name="number">SQL expression of the number.</param>
    public string HasNothingAbout(string number) =>
        $"not exists (select 1 from {Name} dated where {string.Join(" or ", Numbers.Select(column => $"dated.{column} = {number}"))})";

    private static string Column(string column, string alias) => alias.Length == 0 ? column : $"{alias}.{column}";
}
