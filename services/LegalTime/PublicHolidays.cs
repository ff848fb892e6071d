namespace OrdreCouncils.LegalTime;

/// <summary>Public holidays of metropolitan France (code du travail, art. L.3133-1), each from its first year. The national chamber sits in Paris, so the
/// additional days of Alsace-Moselle (L.3134-13) and overseas (L.3422-2) do not count.</summary>
public static class PublicHolidays
{
    private static readonly Holiday[] Known =
    [
        new("jour de l'An", 1810, year => new DateOnly(year, 1, 1)),
        new("lundi de Pâques", 1886, year => Easter.Of(year).AddDays(1)),
        new("fête du Travail", 1947, year => new DateOnly(year, 5, 1)),
        // Also a holiday from 1953 to 1958; again by the law of 2 October 1981.
        new("victoire de 1945", 1982, year => new DateOnly(year, 5, 8)),
        new("Ascension", 1802, year => Easter.Of(year).AddDays(39)),
        new("lundi de Pentecôte", 1886, year => Easter.Of(year).AddDays(50)),
        new("fête nationale", 1880, year => new DateOnly(year, 7, 14)),
        new("Assomption", 1802, year => new DateOnly(year, 8, 15)),
        new("Toussaint", 1802, year => new DateOnly(year, 11, 1)),
        new("armistice de 1918", 1922, year => new DateOnly(year, 11, 11)),
        new("Noël", 1802, year => new DateOnly(year, 12, 25)),
    ];

    public static string? NameOf(DateOnly date)
    {
        foreach (var holiday in Known)
        {
            if (date.Year >= holiday.Since && holiday.On(date.Year) == date)
                return holiday.Name;
        }

        return null;
    }

    /// <summary>Saturdays, Sundays and public holidays (CPC art. 642).</summary>
    public static bool IsNonWorkingDay(DateOnly date) =>
        date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || NameOf(date) is not null;

    private sealed record Holiday(string Name, int Since, Func<int, DateOnly> On);
}
