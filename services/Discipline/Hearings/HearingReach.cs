using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Discipline.Hearings;

/// <summary>Hearings in a caller's scope: a first-instance registry has those of its chamber, the national one all, and a council those of both levels to
/// which it is summoned.</summary>
internal sealed record HearingReach(bool All, string Chamber, string Council)
{
    private const string OfCouncil = "(c.council = @Council or c.register_council = @Council)";

    /// <summary>Condition for every query about hearings; its parameters are <see cref="Chamber"/> and <see cref="Council"/>. An empty one matches no
    /// row.</summary>
    public string Predicate => this switch
    {
        { All: true } => "true",
        { Council: "" } => "h.chamber = @Chamber",
        { Chamber: "" } => OfCouncil,
        _ => $"(h.chamber = @Chamber or {OfCouncil})",
    };

    /// <summary>The hearing is the caller's own, not one to which its council is summoned.</summary>
    public bool Holds(HearingRow row) => All || (Chamber.Length > 0 && row.Chamber == Chamber);

    public static HearingReach Of(RowScope scope) => new(scope.All, Chambers.Named(scope.Chamber), scope.Council);
}
