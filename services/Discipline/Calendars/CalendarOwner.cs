using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Discipline.Calendars;

/// <summary>The council or the chamber whose calendar it is; the other one is empty.</summary>
internal sealed record CalendarOwner(string Council, string Chamber)
{
    public static CalendarOwner Of(RowScope scope) => scope.Council.Length > 0 ? new(scope.Council, "") : new("", Chambers.Named(scope.Chamber));

    public CaseReach Reach => new(false, Council, Chamber);

    public string Name => Council.Length > 0 ? $"conseil départemental {Council}" : $"chambre {Chamber}";
}
