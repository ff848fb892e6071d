namespace OrdreCouncils.LegalTime;

/// <summary>The civil day in France at an instant: what the law means by "today", wherever the machine stands.</summary>
public static class LegalDay
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>An instant with Paris's offset.</summary>
    public static DateTimeOffset InParis(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Paris);

    /// <summary>The date in Paris at <paramref name="instant"/>.</summary>
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(InParis(instant).DateTime);

    /// <summary>The time of day in Paris at <paramref name="instant"/>.</summary>
    public static TimeOnly TimeOfDay(DateTimeOffset instant) => TimeOnly.FromDateTime(InParis(instant).DateTime);

    /// <summary>The instant at which a day in Paris is over.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Paris.GetUtcOffset(midnight));
    }

    /// <summary>The date in Paris now.</summary>
    public static DateOnly Today(TimeProvider clock) => Of(clock.GetUtcNow());

    /// <summary>The instant of a wall-clock time in Paris. Of the hour that comes twice in autumn, the second; of the one left out in spring, the hour after.</summary>
    public static DateTimeOffset FromParis(DateTime local) =>
        new DateTimeOffset(local, Paris.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified))).ToUniversalTime();
}
