using OrdreCouncils.LegalTime;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Registry;

/// <summary>The civil day of an act of a council: a clerk in Nouméa writes a day that Paris may not have reached. What the register shows turns at midnight
/// in Paris for everybody, so reads use <see cref="LegalDay"/>.</summary>
internal static class LocalDay
{
    /// <summary>Day at the caller's place of work: the council, else the seat of the regional council, else Paris.</summary>
    public static DateOnly Today(TimeProvider clock, RowScope scope) =>
        scope.Council.Length == 0 ? LegalDay.Today(clock, SeatOf(scope.RegionParameter)) : LegalDay.Today(clock, scope.Council);

    public static DateOnly Of(DateTimeOffset instant, string council) => LegalDay.Of(instant, Departments.PlaceOf(council));

    private static Territory SeatOf(string region) => region switch
    {
        "antilles-guyane" => Territory.Guadeloupe,
        "la-reunion-mayotte" => Territory.LaReunion,
        _ => Territory.Metropolitan,
    };
}
