using OrdreCouncils.Discipline.Instructions;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Discipline.Calendars;

/// <summary>The council or the chamber whose calendar it is; the other one is empty. The national chamber is one.</summary>
internal sealed record CalendarOwner(string Council, string Chamber)
{
    public static CalendarOwner Of(RowScope scope) => scope switch
    {
        { All: true } => new("", InstanceRules.National),
        { Council.Length: > 0 } => new(scope.Council, ""),
        _ => new("", Chambers.Named(scope.Chamber)),
    };

    public bool IsNationalChamber => Chamber == InstanceRules.National;

    public string Name => Council.Length > 0 ? $"conseil départemental {Council}" : $"chambre {Chamber}";
}
