using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>Rows of case_overview in a caller's scope: a council sees its own and those where it is a party, a chamber those filed with it, national bodies
/// all.</summary>
internal sealed record CaseReach(bool All, string Council, string Chamber)
{
    private const string OfCouncil = "(council = @Council or conciliating_council = @Council or register_council = @Council)";

    private const string ChamberPart = "cases join filings on case_id = id where chamber = @Chamber";

    private static readonly string[] CouncilParts =
    [
        "cases where council = @Council", "cases where conciliating_council = @Council", "cases where register_council = @Council",
    ];

    /// <summary>Condition for every query about a case; its parameters are <see cref="Council"/> and <see cref="Chamber"/>.</summary>
    /// <remarks>Only the part that this caller needs, so that an index serves it. An empty council or chamber matches no row.</remarks>
    public string Predicate => this switch
    {
        { All: true } => "true",
        { Chamber: "" } => OfCouncil,
        { Council: "" } => "chamber = @Chamber",
        _ => $"({OfCouncil} or chamber = @Chamber)",
    };

    /// <summary>The same rows as <see cref="Predicate"/> by queries on stored columns, each of which reads an index in the order of a list. A row may be in
    /// several.</summary>
    public IReadOnlyList<string> Parts => this switch
    {
        { All: true } => ["cases where true"],
        { Chamber: "" } => CouncilParts,
        { Council: "" } => [ChamberPart],
        _ => [.. CouncilParts, ChamberPart],
    };

    public static CaseReach Of(RowScope scope) => new(scope.All, scope.Council, Chambers.Named(scope.Chamber));
}
