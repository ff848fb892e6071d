namespace OrdreCouncils.Registry.Register;

/// <summary>Every table of the register with an RPPS number and a revision. The SQL conditions on revisions, on further facts and on days that change a
/// registration are made from this list, so each reader sees a new kind of fact once its table is added here. A test compares the list with the migrated
/// schema.</summary>
internal static class DatedTables
{
    /// <summary>The next change of names or council copies a row to <see cref="PhysiciansPast"/>.</summary>
    public static readonly DatedTable Physicians = new("physicians", null) { TurnsInWindow = Within("registered_since") };

    public static readonly DatedTable PhysiciansPast = new("physicians_past", "replaced_in");
    public static readonly DatedTable PhysicianVersions = new("physician_versions", "replaced_in") { RecordedIn = "revision" };
    public static readonly DatedTable Qualifications = new("qualifications", "ended_in");
    public static readonly DatedTable Activities = new("activities", "ended_in");

    /// <summary>Kinds and functions that activities had before.</summary>
    public static readonly DatedTable ActivitiesPast = new("activities_past", "replaced_in");

    /// <summary>A row ends when the sanction is withdrawn or gets other days. A relief in <see cref="Reliefs"/> ends the restriction, not the row.</summary>
    public static readonly DatedTable Restrictions = new("restrictions", "superseded_in")
    {
        ChangesRegistration = true,
        TurnsInWindow = $"{Within("effective_on")} or {EndsWithin("ends_on")}",
    };

    public static readonly DatedTable Suspensions = new("suspensions", "superseded_in")
    {
        ChangesRegistration = true,
        TurnsInWindow = $"{Within("effective_on")} or {EndsWithin("ends_on")} or {Within("lifted_on")}",
    };

    /// <summary>Does not need <see cref="DatedTable.ChangesRegistration"/>: the restriction that it ends has it.</summary>
    public static readonly DatedTable Reliefs = new("reliefs", "superseded_in") { TurnsInWindow = Within("effective_on") };

    public static readonly DatedTable Facts = new("registration_facts", "superseded_in") { ChangesRegistration = true, TurnsInWindow = Within("effective_on") };

    public static readonly DatedTable Merges = new("merges", "undone_in") { Numbers = ["rpps", "kept"], ChangesRegistration = true };

    public static readonly IReadOnlyList<DatedTable> All =
        [Physicians, PhysiciansPast, PhysicianVersions, Qualifications, Activities, ActivitiesPast, Restrictions, Suspensions, Reliefs, Facts, Merges];

    /// <summary>SQL condition: no row that changes a registration, ended or not, names the number, which is an SQL expression.</summary>
    public static string NothingElseAbout(string number) =>
        string.Join("\nand ", All.Where(table => table.ChangesRegistration).Select(table => table.HasNothingAbout(number)));

    /// <summary>SQL query: the numbers that <see cref="NothingElseAbout"/> excludes.</summary>
    public static string NumbersWithMore() => string.Join(
        "\nunion ",
        All.Where(table => table.ChangesRegistration).SelectMany(table => table.Numbers.Select(column => $"select {column} as rpps from {table.Name}")));

    /// <summary>SQL query: the numbers whose registration may change within a <see cref="DayWindow"/>, and the numbers that they are merged into.</summary>
    public static string NumbersThatTurn(IEnumerable<DatedTable> tables) =>
        $"""
        with turning as (
        {string.Join(
            "\nunion ",
            tables.Where(table => table.TurnsInWindow is not null).Select(table => $"select rpps from {table.Name} where {table.TurnsInWindow}"))}
        )
        select rpps from turning
        union
        select m.kept from merges m join turning t on t.rpps = m.rpps
        """;

    private static string Within(string column) => $"({column} >= @From and {column} <= @Until)";

    /// <summary>The registration changes on the day after the last day.</summary>
    private static string EndsWithin(string column) => $"({column} >= @Before and {column} < @Until)";
}
