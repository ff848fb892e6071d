namespace OrdreCouncils.LegalTime;

/// <summary>Where a court or a council sits. New Caledonia and French Polynesia count time limits by their own codes (CSP art. R.4441-27).</summary>
public enum Territory
{
    /// <summary>Metropolitan France without Alsace-Moselle.</summary>
    Metropolitan,
    AlsaceMoselle,
    Guadeloupe,
    Martinique,
    Guyane,
    LaReunion,
    Mayotte,
    SaintBarthelemy,
    SaintMartin,
    SaintPierreEtMiquelon,
    WallisEtFutuna,
    NewCaledonia,
    FrenchPolynesia,
}

internal static class Territories
{
    /// <exception cref="NotSupportedException">The territory counts time limits by its own code.</exception>
    public static void CheckCounted(Territory seat)
    {
        if (WhyOwnCode(seat) is { } reason)
            throw new NotSupportedException(reason);
    }

    /// <summary>Null unless the territory has a code of civil procedure of its own. The texts of both codes are not held here.</summary>
    public static string? WhyOwnCode(Territory seat) => seat switch
    {
        Territory.NewCaledonia => OwnCode("New Caledonia", "art. 640 to 647"),
        Territory.FrenchPolynesia => OwnCode("French Polynesia", "art. 24 and 25"),
        _ => null,
    };

    private static string OwnCode(string place, string articles) =>
        $"CPC art. 640 to 644 do not apply in {place} (CSP art. R.4441-27): its own code of civil procedure counts the time limit, {articles}.";

    /// <summary>An overseas seat in a French sentence, e.g. <c>à Mayotte</c>.</summary>
    public static string InFrench(Territory territory) => territory switch
    {
        Territory.Guadeloupe => "en Guadeloupe",
        Territory.Martinique => "à la Martinique",
        Territory.Guyane => "en Guyane",
        Territory.LaReunion => "à La Réunion",
        Territory.Mayotte => "à Mayotte",
        Territory.SaintBarthelemy => "à Saint-Barthélemy",
        Territory.SaintMartin => "à Saint-Martin",
        Territory.SaintPierreEtMiquelon => "à Saint-Pierre-et-Miquelon",
        Territory.WallisEtFutuna => "dans les îles Wallis et Futuna",
        _ => throw new ArgumentOutOfRangeException(nameof(territory), territory, "Not a seat of CPC art. 644."),
    };

    /// <summary>A local time at the seat as an instant.</summary>
    public static DateTimeOffset Instant(Territory seat, DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone(seat).GetUtcOffset(local));
    }

    public static TimeZoneInfo Zone(Territory place) => TimeZoneInfo.FindSystemTimeZoneById(ZoneName(place));

    private static string ZoneName(Territory place) => place switch
    {
        Territory.Metropolitan or Territory.AlsaceMoselle => "Europe/Paris",
        Territory.Guadeloupe or Territory.SaintBarthelemy or Territory.SaintMartin => "America/Guadeloupe",
        Territory.Martinique => "America/Martinique",
        Territory.Guyane => "America/Cayenne",
        Territory.LaReunion => "Indian/Reunion",
        Territory.Mayotte => "Indian/Mayotte",
        Territory.SaintPierreEtMiquelon => "America/Miquelon",
        Territory.WallisEtFutuna => "Pacific/Wallis",
        Territory.NewCaledonia => "Pacific/Noumea",
        // The Order's organ sits in Papeete; the Marquesas and the Gambier islands have hours of their own.
        Territory.FrenchPolynesia => "Pacific/Tahiti",
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, "Not a territory."),
    };
}
