using System.Globalization;

namespace OrdreCouncils.Registry.Demography;

/// <summary>Bands of five years, as in the Order's atlas. No rule of law.</summary>
internal static class AgeBands
{
    private const int Width = 5;

    /// <summary>First age of each band but the youngest.</summary>
    public static readonly IReadOnlyList<int> Starts = [30, 35, 40, 45, 50, 55, 60, 65, 70, 75];

    /// <summary>Codes, youngest first.</summary>
    public static readonly IReadOnlyList<string> Codes =
    [
        "-30", .. Starts.SkipLast(1).Select(start => string.Create(CultureInfo.InvariantCulture, $"{start}-{start + Width - 1}")), "75+",
    ];

    public static string Label(string code) => code switch
    {
        "" => "âge inconnu",
        "-30" => "moins de 30 ans",
        "75+" => "75 ans et plus",
        _ => $"{code.Replace("-", " à ", StringComparison.Ordinal)} ans",
    };

    /// <summary>A person born after this day has not completed that many years on a day. A person born on 29 February completes a year on 1 March of a common
    /// year.</summary>
    public static DateOnly LatestBirth(DateOnly on, int age) => on.AddYears(-age);
}
