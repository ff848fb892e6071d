using System.Globalization;
using System.Text;

namespace OrdreCouncils.Registry.Register;

/// <summary>Names as searched and sorted. Computed here and not in SQL, so that both database engines find and sort alike in any locale.</summary>
internal static class NameKey
{
    /// <summary>Between family name and first names. It sorts before any letter, so DUPONT precedes DUPONT MARTIN, and no search text contains it.</summary>
    private const string Gap = "  ";

    /// <summary><c>D'ÉPREUVE-Noël</c> gives <c>d epreuve noel</c>. Any text has a key: a damaged part counts as a space.</summary>
    public static string Of(string name)
    {
        var key = new StringBuilder(name.Length + 4);
        foreach (var letter in Ascii.IsValid(name) ? name : VisibleText.Mended(name).Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
                key.Append(char.ToLowerInvariant(letter));
            else if (Ligature(letter) is { } letters)
                key.Append(letters);
            else if (char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && key.Length > 0 && key[^1] != ' ')
                key.Append(' ');
        }

        if (key.Length > 0 && key[^1] == ' ')
            key.Length--;
        return key.ToString();
    }

    public static string Sort(string familyKey, string givenKey) => familyKey + Gap + givenKey;

    public static (string Family, string Given) Split(string sortKey)
    {
        var gap = sortKey.IndexOf(Gap, StringComparison.Ordinal);
        return gap < 0 ? (sortKey, "") : (sortKey[..gap], sortKey[(gap + Gap.Length)..]);
    }

    public static string Saint(string word) => word switch
    {
        "st" => "saint",
        "ste" => "sainte",
        _ => word,
    };

    // Unicode does not decompose these letters.
    private static string? Ligature(char letter) => letter switch
    {
        'œ' or 'Œ' => "oe",
        'æ' or 'Æ' => "ae",
        'ß' or 'ẞ' => "ss",
        'ø' or 'Ø' => "o",
        'ł' or 'Ł' => "l",
        'đ' or 'Đ' or 'ð' or 'Ð' => "d",
        'þ' or 'Þ' => "th",
        'ı' => "i",
        _ => null,
    };
}
