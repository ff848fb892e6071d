using System.Globalization;
using System.Text;

namespace OrdreCouncils.Registry.Register;

/// <summary>
/// Names as they are searched and sorted: lower case a to z and digits, one space between words. Computed here and never by a database, so that both
/// engines, whatever their locale, find and sort alike.
/// </summary>
internal static class NameKey
{
    /// <summary>Two spaces end the family name: they come before any letter, so DUPONT sorts before DUPONT MARTIN, and no search can contain them.</summary>
    private const string Gap = "  ";

    /// <summary>The key of a name: <c>D'ÉPREUVE-Noël</c> is <c>d epreuve noel</c>.</summary>
    public static string Of(string name)
    {
        var key = new StringBuilder(name.Length + 4);
        foreach (var letter in Ascii.IsValid(name) ? name : name.Normalize(NormalizationForm.FormD))
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

    /// <summary>The order of lists.</summary>
    public static string Sort(string familyKey, string givenKey) => familyKey + Gap + givenKey;

    /// <summary>A sort key's two names.</summary>
    public static (string Family, string Given) Split(string sortKey)
    {
        var gap = sortKey.IndexOf(Gap, StringComparison.Ordinal);
        return gap < 0 ? (sortKey, "") : (sortKey[..gap], sortKey[(gap + Gap.Length)..]);
    }

    /// <summary>A word as it is searched: the abbreviations of Saint and Sainte stand for them.</summary>
    public static string Saint(string word) => word switch
    {
        "st" => "saint",
        "ste" => "sainte",
        _ => word,
    };

    // Letters that Unicode does not decompose.
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
