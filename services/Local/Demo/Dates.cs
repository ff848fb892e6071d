using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.Local.Demo;

internal static class Dates
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static Date Proto(DateOnly date) => new() { Year = date.Year, Month = date.Month, Day = date.Day };

    public static DateOnly Civil(Date date) => new(date.Year, date.Month, date.Day);

    public static string Show(Date date) => Civil(date).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static DateTimeOffset NoonInParis(DateOnly date)
    {
        var local = date.ToDateTime(new TimeOnly(12, 0));
        return new DateTimeOffset(local, Paris.GetUtcOffset(local));
    }
}
