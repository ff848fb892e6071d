namespace OrdreCouncils.LegalTime;

/// <summary>Public holidays (code du travail, art. L.3133-1, L.3134-13, L.3422-2), each from its first year. A limit follows the calendar of the seat of the
/// court or council; the texts do not say whose calendar counts.</summary>
public static class PublicHolidays
{
    private const string Abolition = "abolition de l'esclavage";

    private static readonly Holiday[] National =
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

    // Good Friday holds in communes with a Protestant temple or a mixed church, as every seat of a court or council in Alsace-Moselle is.
    private static readonly Holiday[] AlsaceMoselle =
    [
        new("Vendredi saint", 1893, year => Easter.Of(year).AddDays(-2)),
        new("second jour de Noël", 1892, year => new DateOnly(year, 12, 26)),
    ];

    /// <summary>Law n° 83-550, décret n° 83-1003 of 23 November 1983; the two northern islands have days of their own since décret n° 2012-553.</summary>
    private static readonly Dictionary<Territory, Holiday[]> Local = new()
    {
        [Territory.AlsaceMoselle] = AlsaceMoselle,
        [Territory.Mayotte] = [new(Abolition, 1984, year => new DateOnly(year, 4, 27))],
        [Territory.Martinique] = [new(Abolition, 1984, year => new DateOnly(year, 5, 22))],
        [Territory.Guadeloupe] = [new(Abolition, 1984, year => new DateOnly(year, 5, 27))],
        [Territory.Guyane] = [new(Abolition, 1984, year => new DateOnly(year, 6, 10))],
        [Territory.LaReunion] = [new(Abolition, 1983, year => new DateOnly(year, 12, 20))],
        // The islands were communes of Guadeloupe until July 2007.
        [Territory.SaintBarthelemy] =
        [
            new(Abolition, 1984, year => new DateOnly(year, 5, 27), Until: 2007),
            new(Abolition, 2012, year => new DateOnly(year, 10, 9)),
        ],
        // L.3422-2 said 28 March by mistake until 2017; the décret kept 27 May.
        [Territory.SaintMartin] =
        [
            new(Abolition, 1984, year => new DateOnly(year, 5, 27), Until: 2007),
            new(Abolition, 2012, year => new DateOnly(year, 5, 27)),
        ],
    };

    /// <exception cref="NotSupportedException">The code du travail does not give the holidays of that territory.</exception>
    public static string? NameOf(DateOnly date, Territory territory = Territory.Metropolitan)
    {
        if (WhyUnknown(territory) is { } reason)
            throw new NotSupportedException(reason);
        return NameIn(National, date) ?? (Local.TryGetValue(territory, out var local) ? NameIn(local, date) : null);
    }

    /// <summary>Null when the code du travail gives the holidays of the territory.</summary>
    internal static string? WhyUnknown(Territory territory) =>
        territory is Territory.WallisEtFutuna or Territory.NewCaledonia or Territory.FrenchPolynesia
            ? $"The code du travail (L.3133-1, L.3422-2) does not give the public holidays of {territory}."
            : null;

    /// <summary>Saturdays, Sundays and public holidays (CPC art. 642).</summary>
    public static bool IsNonWorkingDay(DateOnly date, Territory territory = Territory.Metropolitan) =>
        NameOf(date, territory) is not null || date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static string? NameIn(Holiday[] holidays, DateOnly date)
    {
        foreach (var holiday in holidays)
        {
            if (date.Year >= holiday.Since && date.Year <= holiday.Until && holiday.On(date.Year) == date)
                return holiday.Name;
        }

        return null;
    }

    private sealed record Holiday(string Name, int Since, Func<int, DateOnly> On, int Until = 9999);
}
