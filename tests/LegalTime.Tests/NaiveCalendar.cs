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
    public static HashSet<DateOnly> Holidays(int year)
    {
        var easter = Easter(year);
        return
        [
            new(year, 1, 1), new(year, 5, 1), new(year, 5, 8), new(year, 7, 14), new(year, 8, 15),
            new(year, 11, 1), new(year, 11, 11), new(year, 12, 25),
            easter.AddDays(1), easter.AddDays(39), easter.AddDays(50),
        ];
    }

    public static bool IsClosed(DateOnly day) =>
        day.DayOfWeek == DayOfWeek.Saturday || day.DayOfWeek == DayOfWeek.Sunday || Holidays(day.Year).Contains(day);

    public static DateOnly LastDay(DateOnly from, int months, int days)
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
        while (IsClosed(day))
            day = day.AddDays(1);
        return day;
    }
}
