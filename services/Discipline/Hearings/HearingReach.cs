using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Discipline.Hearings;

/// <summary>Hearings in a caller's scope: a first-instance registry has those of its chamber, the national one all.</summary>
internal sealed record HearingReach(bool All, string Chamber)
{
    /// <summary>Condition for every query about hearings; its parameter is <see cref="Chamber"/>. An empty chamber matches no row.</summary>
    public string Predicate => All ? "true" : "h.chamber = @Chamber";

    public static HearingReach Of(RowScope scope) => new(scope.All, Chambers.Named(scope.Chamber));
}
