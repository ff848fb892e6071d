using OrdreCouncils.LegalTime;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.Discipline;

/// <summary>The civil day where a council or a chamber sits. A clerk in Nouméa writes the day of Nouméa, which Paris may not have reached.</summary>
internal static class LocalDay
{
    private const string Noumea = "Pacific/Noumea";
    private const string Tahiti = "Pacific/Tahiti";

    /// <summary>Where the caller works: the council, else the chamber, else Paris.</summary>
    public static DateOnly Today(TimeProvider clock, RowScope scope) => In(Zone(scope), clock.GetUtcNow());

    public static DateOnly Of(DateTimeOffset instant, string council) => In(CouncilZone(council), instant);

    private static DateOnly In(string zone, DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);

    private static string Zone(RowScope scope) => scope switch
    {
        { Council.Length: > 0 } => CouncilZone(scope.Council),
        { Chamber.Length: > 0 } => ChamberZone(scope.Chamber),
        _ => Of(Territory.Metropolitan),
    };

    private static string CouncilZone(string council) => council switch
    {
        "986" => Of(Territory.WallisEtFutuna),
        "987" => Tahiti,
        "988" => Noumea,
        _ => Of(Departments.CouncilSeat(council)!.Value),
    };

    private static string ChamberZone(string chamber) => chamber switch
    {
        "polynesie-francaise" => Tahiti,
        "nouvelle-caledonie" => Noumea,
        _ => Of(Chambers.SeatOf(chamber)!.Value),
    };

    private static string Of(Territory territory) => territory switch
    {
        Territory.Guadeloupe => "America/Guadeloupe",
        Territory.Martinique => "America/Martinique",
        Territory.Guyane => "America/Cayenne",
        Territory.LaReunion => "Indian/Reunion",
        Territory.Mayotte => "Indian/Mayotte",
        Territory.SaintPierreEtMiquelon => "America/Miquelon",
        Territory.WallisEtFutuna => "Pacific/Wallis",
        _ => "Europe/Paris",
    };
}
