using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>
/// Which rows of case_overview a caller reaches: a council its own, a chamber those filed with it, national bodies all.
/// The predicate goes into every query about a case; its parameters come from <see cref="Of"/>.
/// </summary>
internal sealed record CaseReach(bool All, string Council, string Chamber)
{
    public const string Predicate = "(@All or council = @Council or chamber = @Chamber)";

    /// <summary>A place that no case can have: an absent claim must not match an empty column.</summary>
    private const string Nowhere = "-";

    public static CaseReach Of(RowScope scope) => new(
        scope.All,
        scope.Council.Length > 0 ? scope.Council : Nowhere,
        scope.Chamber.Length > 0 ? scope.Chamber : Nowhere);
}
