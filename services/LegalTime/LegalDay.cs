namespace OrdreCouncils.LegalTime;

/// <summary>The civil day in France at an instant: what the law means by "today", wherever the machine stands.</summary>
public static class LegalDay
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>The date in Paris at <paramref name="instant"/>.</summary>
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Paris).DateTime);

    /// <summary>The time of day in Paris at <paramref name="instant"/>.</summary>
    public static TimeOnly Clock(DateTimeOffset instant) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Paris).DateTime);

    /// <summary>The instant at which a day in Paris is over.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Paris.GetUtcOffset(midnight));
    }

    /// <summary>The date in Paris now.</summary>
    public static DateOnly Today(TimeProvider clock) => Of(clock.GetUtcNow());
}
