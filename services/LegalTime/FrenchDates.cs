namespace OrdreCouncils.LegalTime;

/// <summary>Dates as French notices write them, whatever cultures the machine knows.</summary>
public static class FrenchDates
{
    private static readonly string[] Days = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

    private static readonly string[] Months =
    [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ];

    /// <summary><c>lundi 1er juin 2026</c>.</summary>
    public static string InFrench(this DateOnly date) =>
        $"{Days[(int)date.DayOfWeek]} {(date.Day == 1 ? "1er" : date.Day.ToString(System.Globalization.CultureInfo.InvariantCulture))} {Months[date.Month - 1]} {date.Year}";

    /// <summary><c>lundi 1er juin 2026 à 14h05</c>, in Paris.</summary>
    public static string InFrench(this DateTimeOffset instant) =>
        $"{LegalDay.Of(instant).InFrench()} à {LegalDay.Clock(instant).ToString("HH'h'mm", System.Globalization.CultureInfo.InvariantCulture)}";
}
