using System.Collections.Concurrent;
using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Tests.LegalTime;

/// <summary>A second implementation that shares no code with the one under test: it walks the calendar day by day, and takes Easter from the
/// ecclesiastical tables (golden number, epact, Sunday after the full moon).</summary>
internal static class NaiveCalendar
{
    public static DateOnly Easter(int year)
    {
        var golden = (year % 19) + 1;
        var century = (year / 100) + 1;
        var solarCorrection = (3 * century / 4) - 12;
        var lunarCorrection = (((8 * century) + 5) / 25) - 5;
        var epact = ((11 * golden) + 20 + lunarCorrection - solarCorrection) % 30;
        if (epact < 0)
            epact += 30;
        if (epact == 24 || (epact == 25 && golden > 11))
            epact++;

        // The paschal full moon is on day 44 - epact of March, or one lunation later when that day is before the equinox.
        var fullMoon = 44 - epact;
        if (fullMoon < 21)
            fullMoon += 30;
        var day = new DateOnly(year, 3, 1).AddDays(fullMoon - 1);
        do
        {
            day = day.AddDays(1);
        }
        while (day.DayOfWeek != DayOfWeek.Sunday);
        return day;
    }

    /// <summary>Holidays since 1982.</summary>
    public static HashSet<DateOnly> Holidays(int year, Territory territory = Territory.Metropolitan)
    {
        var easter = Easter(year);
        HashSet<DateOnly> days =
        [
            new(year, 1, 1), new(year, 5, 1), new(year, 5, 8), new(year, 7, 14), new(year, 8, 15),
            new(year, 11, 1), new(year, 11, 11), new(year, 12, 25),
            easter.AddDays(1), easter.AddDays(39), easter.AddDays(50),
        ];
        if (territory == Territory.AlsaceMoselle)
        {
            var friday = easter;
            while (friday.DayOfWeek != DayOfWeek.Friday)
                friday = friday.AddDays(-1);
            days.Add(friday);
        }

        days.UnionWith(LocalDays.Where(local => local.Where == territory && local.First <= year && year <= local.Last)
            .Select(local => new DateOnly(year, local.Month, local.Day)));
        return days;
    }

    private static readonly (Territory Where, int Day, int Month, int First, int Last)[] LocalDays =
    [
        (Territory.AlsaceMoselle, 26, 12, 1892, 9999),
        (Territory.Guadeloupe, 27, 5, 1984, 9999),
        (Territory.Martinique, 22, 5, 1984, 9999),
        (Territory.Guyane, 10, 6, 1984, 9999),
        (Territory.LaReunion, 20, 12, 1983, 9999),
        (Territory.Mayotte, 27, 4, 1984, 9999),
        (Territory.SaintBarthelemy, 27, 5, 1984, 2007),
        (Territory.SaintBarthelemy, 9, 10, 2012, 9999),
        (Territory.SaintMartin, 27, 5, 1984, 2007),
        (Territory.SaintMartin, 27, 5, 2012, 9999),
    ];

    private static readonly ConcurrentDictionary<(int, Territory), HashSet<DateOnly>> Known = [];

    public static bool IsClosed(DateOnly day, Territory territory = Territory.Metropolitan) =>
        day.DayOfWeek == DayOfWeek.Saturday || day.DayOfWeek == DayOfWeek.Sunday
        || Known.GetOrAdd((day.Year, territory), key => Holidays(key.Item1, key.Item2)).Contains(day);

    public static DateOnly LastDay(DateOnly from, int months, int days, Territory seat = Territory.Metropolitan)
    {
        var day = Forward(from, months, days);
        while (IsClosed(day, seat))
            day = day.AddDays(1);
        return day;
    }

    public static DateOnly Forward(DateOnly from, int months, int days)
    {
        var day = from;
        for (var left = months; left > 0;)
        {
            var next = day.AddDays(1);
            if (next.Month != day.Month)
                left--;
            day = next;
        }

        // Go forward to the same day number, or to the end of the month when that comes first.
        while (months > 0 && day.Day < from.Day && day.AddDays(1).Month == day.Month)
            day = day.AddDays(1);
        for (var left = days; left > 0; left--)
            day = day.AddDays(1);
        return day;
    }

    /// <summary>The last day from which both counts, back from the event and forward to it, leave the whole period.</summary>
    public static DateOnly Before(DateOnly eventDay, int months, int days, bool movesBack, Territory seat)
    {
        var day = eventDay;
        for (var left = months; left > 0;)
        {
            var previous = day.AddDays(-1);
            if (previous.Month != day.Month)
                left--;
            day = previous;
        }

        // The last day of a month now; go back to the same day number.
        while (months > 0 && day.Day > eventDay.Day)
            day = day.AddDays(-1);
        for (var left = days; left > 0; left--)
            day = day.AddDays(-1);
        while (Forward(day, months, days) > eventDay || (movesBack && IsClosed(day, seat)))
            day = day.AddDays(-1);
        return day;
    }
}
