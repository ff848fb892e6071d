namespace OrdreCouncils.LegalTime;

/// <summary>The civil day of an act, whatever the machine's time zone: Paris by default, and the place of the act overseas. In Nouméa
/// tomorrow begins at two or three in the afternoon of Paris; in Cayenne yesterday ends at four or five in the morning of Paris.</summary>
public static class LegalDay
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static DateTimeOffset InParis(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Paris);

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(InParis(instant).DateTime);

    public static DateOnly Of(DateTimeOffset instant, Territory place) => DateOnly.FromDateTime(At(instant, place).DateTime);

    public static TimeOnly TimeOfDay(DateTimeOffset instant) => TimeOnly.FromDateTime(InParis(instant).DateTime);

    public static TimeOnly TimeOfDay(DateTimeOffset instant, Territory place) => TimeOnly.FromDateTime(At(instant, place).DateTime);

    /// <summary>Midnight at the end of a day in Paris.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Paris.GetUtcOffset(midnight));
    }

    /// <summary>Midnight at the end of a day at a place.</summary>
    public static DateTimeOffset EndOf(DateOnly day, Territory place) => Territories.Instant(place, day.AddDays(1), TimeOnly.MinValue);

    public static DateOnly Today(TimeProvider clock) => Of(clock.GetUtcNow());

    /// <summary>The day that a clerk at that place may write.</summary>
    public static DateOnly Today(TimeProvider clock, Territory place) => Of(clock.GetUtcNow(), place);

    /// <param name="clock">Gives the instant.</param>
    /// <param name="department">Code of the department or territory of the council, as in <see cref="Departments.PlaceOf"/>.</param>
    public static DateOnly Today(TimeProvider clock, string department) => Today(clock, Departments.PlaceOf(department));

    /// <summary>Time zone of a place, with its IANA name as id.</summary>
    public static TimeZoneInfo ZoneOf(Territory place) => Territories.Zone(place);

    /// <summary>A local time in Paris as an instant. A time that occurs twice in autumn is the later one; one skipped in spring is an hour later.</summary>
    public static DateTimeOffset FromParis(DateTime local) =>
        new DateTimeOffset(local, Paris.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified))).ToUniversalTime();

    private static DateTimeOffset At(DateTimeOffset instant, Territory place) => TimeZoneInfo.ConvertTime(instant, Territories.Zone(place));
}
