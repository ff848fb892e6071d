using System.Globalization;
using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Communiques.Pages;

/// <summary>French dates and instants in Paris's time, for readers and for machines.</summary>
internal static class FrenchDates
{
    /// <summary><c>1er décembre 2026</c>.</summary>
    public static string Long(DateOnly date) => date.DayInFrench();

    /// <summary><c>1er décembre 2026 à 18 h 05</c>, the hour in Paris.</summary>
    public static string LongWithTime(DateTimeOffset instant)
    {
        var time = LegalDay.TimeOfDay(instant);
        return string.Create(CultureInfo.InvariantCulture, $"{Long(LegalDay.Of(instant))} à {time.Hour}\u00A0h\u00A0{time.Minute:00}");
    }

    /// <summary>For <c>datetime</c> attributes: to the second, with Paris's offset.</summary>
    public static string Machine(DateTimeOffset instant) => LegalDay.InParis(instant).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Machine(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
