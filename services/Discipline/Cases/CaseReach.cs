using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>Which rows of case_overview a caller reaches: a council its own, a chamber those filed with it, national bodies all.</summary>
internal sealed record CaseReach(bool All, string Council, string Chamber)
{
    /// <summary>Goes into every query about a case, with <see cref="Council"/> and <see cref="Chamber"/> as its parameters.</summary>
    /// <remarks>Only what this caller needs, so that an index serves it. An empty place matches nothing: the tables hold none.</remarks>
    public string Predicate => this switch
    {
        { All: true } => "true",
        { Chamber: "" } => "council = @Council",
        { Council: "" } => "chamber = @Chamber",
        _ => "(council = @Council or chamber = @Chamber)",
    };

    public static CaseReach Of(RowScope scope) => new(scope.All, scope.Council, scope.Chamber);
}
