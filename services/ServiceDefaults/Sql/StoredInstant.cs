using System.Globalization;

namespace OrdreCouncils.ServiceDefaults.Sql;

/// <summary>How an instant is written to a store, whoever writes it: a statement or a bulk load.</summary>
internal static class StoredInstant
{
    /// <summary>Text that sorts as time does.</summary>
    public const string Format = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary>PostgreSQL keeps microseconds; keeping more in memory would make a row differ from what was written.</summary>
    public static DateTimeOffset ToMicrosecond(this DateTimeOffset value) => new(value.UtcTicks - (value.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    public static string ToSqlite(this DateTimeOffset value) => value.ToMicrosecond().UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);
}
