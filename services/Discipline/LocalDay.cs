using OrdreCouncils.LegalTime;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Discipline;

/// <summary>The civil day where a council or a chamber sits. A clerk in Nouméa writes the day of Nouméa, which Paris may not have reached.</summary>
internal static class LocalDay
{
    /// <summary>Day at the caller's place of work: the council, else the chamber, else Paris.</summary>
    public static DateOnly Today(TimeProvider clock, RowScope scope) => LegalDay.Today(clock, Place(scope));

    public static DateOnly Of(DateTimeOffset instant, string council) => LegalDay.Of(instant, Departments.PlaceOf(council));

    private static Territory Place(RowScope scope) => scope switch
    {
        { Council.Length: > 0 } => Departments.PlaceOf(scope.Council),
        _ => Chambers.PlaceOf(scope.Chamber),
    };
}
