using System.Globalization;

namespace OrdreCouncils.LegalTime;

/// <summary>Dates as French notices write them, without the machine's cultures.</summary>
public static class FrenchDates
{
    private static readonly string[] Days = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

    private static readonly string[] Months =
    [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ];

    public static string DayInFrench(this DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Day}{(date.Day == 1 ? "er" : "")} {Months[date.Month - 1]} {date.Year}");

    public static string InFrench(this DateOnly date) => $"{Days[(int)date.DayOfWeek]} {date.DayInFrench()}";

    /// <summary>Paris time, e.g. <c>lundi 1er juin 2026 à 14h05</c>.</summary>
    public static string InFrench(this DateTimeOffset instant) =>
        $"{LegalDay.Of(instant).InFrench()} à {LegalDay.TimeOfDay(instant).InFrench()}";

    /// <summary>Local time of a place.</summary>
    public static string InFrench(this DateTimeOffset instant, Territory place) =>
        $"{LegalDay.Of(instant, place).InFrench()} à {LegalDay.TimeOfDay(instant, place).InFrench()}";

    public static string InFrench(this TimeOnly time) => time.ToString("HH'h'mm", CultureInfo.InvariantCulture);
}
