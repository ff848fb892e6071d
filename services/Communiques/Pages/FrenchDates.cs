using System.Globalization;

namespace OrdreCouncils.Communiques.Pages;

/// <summary>Dates as the French read them, in Paris's time.</summary>
/// <remarks>The months are written here, so that a container without language data prints the same.</remarks>
internal static class FrenchDates
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static readonly string[] Months =
    [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ];

    /// <summary><c>1er décembre 2026</c>.</summary>
    public static string Long(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day}{(date.Day == 1 ? "er" : "")} {Months[date.Month - 1]} {date.Year}");

    /// <summary><c>1er décembre 2026 à 18 h 05</c>, the hour in Paris.</summary>
    public static string LongWithTime(DateTimeOffset instant)
    {
        var local = InParis(instant);
        return string.Create(CultureInfo.InvariantCulture, $"{Long(DateOnly.FromDateTime(local.DateTime))} à {local.Hour}\u00A0h\u00A0{local.Minute:00}");
    }

    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(InParis(instant).DateTime);

    /// <summary>For <c>datetime</c> attributes: to the second, with Paris's offset.</summary>
    public static string Machine(DateTimeOffset instant) => InParis(instant).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Machine(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset InParis(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Paris);
}
