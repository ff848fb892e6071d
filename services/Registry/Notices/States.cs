namespace OrdreCouncils.Registry.Notices;

/// <summary>Nationalities as the articles on registration tell them apart; countries are ISO 3166-1 alpha-2.</summary>
internal static class States
{
    private const string France = "FR";

    /// <summary>Members of the European Union and parties to the European Economic Area (Iceland, Liechtenstein, Norway).</summary>
    private static readonly HashSet<string> Europe =
    [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", France, "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO",
        "PL", "PT", "RO", "SE", "SI", "SK",
    ];

    /// <summary>A member or party other than France.</summary>
    public static bool IsOtherEuropean(string country) => country != France && Europe.Contains(country);

    /// <summary>True for two capital letters that name no member or party.</summary>
    public static bool IsThird(string country) => country.Length == 2 && country.All(char.IsAsciiLetterUpper) && !Europe.Contains(country);
}
