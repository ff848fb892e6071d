namespace OrdreCouncils.LegalTime;

/// <summary>The legal date is the date in Paris, whatever the machine's time zone.</summary>
public static class LegalDay
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static DateTimeOffset InParis(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Paris);

    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(InParis(instant).DateTime);

    public static TimeOnly TimeOfDay(DateTimeOffset instant) => TimeOnly.FromDateTime(InParis(instant).DateTime);

    /// <summary>Midnight at the end of a day in Paris.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Paris.GetUtcOffset(midnight));
    }

    public static DateOnly Today(TimeProvider clock) => Of(clock.GetUtcNow());

    /// <summary>A local time in Paris as an instant. A time that occurs twice in autumn is the later one; one skipped in spring is an hour later.</summary>
    public static DateTimeOffset FromParis(DateTime local) =>
        new DateTimeOffset(local, Paris.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified))).ToUniversalTime();
}
