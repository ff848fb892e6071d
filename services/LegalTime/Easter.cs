namespace OrdreCouncils.LegalTime;

internal static class Easter
{
    /// <summary>Easter Sunday by the anonymous Gregorian computus (Butcher, 1876).</summary>
    public static DateOnly Of(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var yearOfCentury = year % 100;
        var moonCorrection = (century - ((century + 8) / 25) + 1) / 3;
        var epact = ((19 * golden) + century - (century / 4) - moonCorrection + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (yearOfCentury / 4)) - epact - (yearOfCentury % 4)) % 7;
        var lateMoon = (golden + (11 * epact) + (22 * weekday)) / 451;
        var days = epact + weekday - (7 * lateMoon) + 114;
        return new DateOnly(year, days / 31, (days % 31) + 1);
    }
}
