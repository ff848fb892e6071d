namespace OrdreCouncils.Registry.Register;

/// <summary>A table whose rows a revision records and a later revision may end. Its conditions are SQL with the parameter <c>@revision</c>.</summary>
/// <param name="EndedIn">Column with the revision that ended the row; null when rows of the table never end.</param>
internal sealed record DatedTable(string Name, string? EndedIn)
{
    public string RecordedIn { get; init; } = "recorded_in";

    public IReadOnlyList<string> Numbers { get; init; } = ["rpps"];

    /// <summary>A row changes the registration: a physician without such rows is registered since the first day known, with no restriction.</summary>
    public bool ChangesRegistration { get; init; }

    /// <summary>Condition on the rows that may change a registration on a day of a <see cref="DayWindow"/>, because that day arrives. It may select too many
    /// rows, never too few. Null when no day of the row changes anything.</summary>
    public string? TurnsInWindow { get; init; }

    public string Recorded(string alias = "") => $"{Column(RecordedIn, alias)} <= @revision";

    public string Open(string alias = "") => EndedIn is null ? "1 = 1" : $"({Column(EndedIn, alias)} is null or {Column(EndedIn, alias)} > @revision)";

    public string Holds(string alias = "") => EndedIn is null ? Recorded(alias) : $"{Recorded(alias)} and {Open(alias)}";

    /// <summary>Selects the same rows as <see cref="Holds"/> as of now, in the only form that partial indexes match.</summary>
    public string HoldsNow(string alias = "") => EndedIn is null ? "1 = 1" : $"{Column(EndedIn, alias)} is null";

    public string HasEnded(string alias = "") => EndedIn is null ? "1 = 0" : $"{Column(EndedIn, alias)} is not null";

    /// <summary>The row was recorded or ended in the revision <c>@since</c> or a later one.</summary>
    public string ChangedSince(string alias = "") =>
        EndedIn is null ? $"{Column(RecordedIn, alias)} >= @since" : $"({Column(RecordedIn, alias)} >= @since or {Column(EndedIn, alias)} >= @since)";

    public string HasNothingAbout(string number) =>
        $"not exists (select 1 from {Name} dated where {string.Join(" or ", Numbers.Select(column => $"dated.{column} = {number}"))})";

    private static string Column(string column, string alias) => alias.Length == 0 ? column : $"{alias}.{column}";
}
