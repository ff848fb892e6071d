using System.Globalization;

namespace OrdreCouncils.ServiceDefaults.Sql;

internal static class StoredInstant
{
    // Sorts as time does.
    public const string Format = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary>PostgreSQL keeps microseconds: more digits would differ from the stored row.</summary>
    public static DateTimeOffset ToMicrosecond(this DateTimeOffset value) =>
        new(value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    public static string ToSqlite(this DateTimeOffset value) => value.ToMicrosecond().UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
