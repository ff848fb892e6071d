namespace OrdreCouncils.Registry.Applications;

internal static class ThirdStates
{
    /// <summary>Members of the European Union and parties to the European Economic Area (Iceland, Liechtenstein, Norway), ISO 3166-1 alpha-2.</summary>
    private static readonly HashSet<string> Members =
    [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL",
        "PT", "RO", "SE", "SI", "SK",
    ];

    /// <summary>True for two capital letters that name none of the members.</summary>
    public static bool IsThirdState(string country) => country.Length == 2 && country.All(char.IsAsciiLetterUpper) && !Members.Contains(country);
}
