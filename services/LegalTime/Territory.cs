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
        if (seat is Territory.NewCaledonia or Territory.FrenchPolynesia)
        {
            throw new NotSupportedException(
                $"CPC art. 640 to 644 do not apply in {seat} (CSP art. R.4441-27). Its own code of civil procedure counts the time limit: art. 640 to 647 of New "
                + "Caledonia's, art. 24 and 25 of French Polynesia's.");
        }
    }

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
        return new DateTimeOffset(local, TimeZoneInfo.FindSystemTimeZoneById(Zone(seat)).GetUtcOffset(local));
    }

    private static string Zone(Territory seat) => seat switch
    {
        Territory.Metropolitan or Territory.AlsaceMoselle => "Europe/Paris",
        Territory.Guadeloupe or Territory.SaintBarthelemy or Territory.SaintMartin => "America/Guadeloupe",
        Territory.Martinique => "America/Martinique",
        Territory.Guyane => "America/Cayenne",
        Territory.LaReunion => "Indian/Reunion",
        Territory.Mayotte => "Indian/Mayotte",
        Territory.SaintPierreEtMiquelon => "America/Miquelon",
        Territory.WallisEtFutuna => "Pacific/Wallis",
        _ => throw new ArgumentOutOfRangeException(nameof(seat), seat, "Not a territory whose time limits are counted here."),
    };
}
