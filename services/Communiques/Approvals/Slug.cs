using System.Globalization;
using System.Text;

namespace OrdreCouncils.Communiques.Approvals;

/// <summary>Last part of a page's address, made from the title: lower-case ASCII letters, digits and single hyphens.</summary>
/// <remarks>It contains no dot, so it cannot hide <c>feed.atom</c> or <c>style.css</c>.</remarks>
internal static class Slug
{
    public const int MaxLength = 80;
    private const int LastNumber = 9;

    public static string Of(string title)
    {
        var slug = new StringBuilder();
        var letters = title.Replace("œ", "oe", StringComparison.OrdinalIgnoreCase).Replace("æ", "ae", StringComparison.OrdinalIgnoreCase);
        foreach (var c in letters.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var whole = slug.ToString().Trim('-');
        if (whole.Length > MaxLength)
        {
            // Cut between words, unless the first word alone is too long.
            var cut = whole.LastIndexOf('-', MaxLength);
            whole = whole[..(cut > 0 ? cut : MaxLength)];
        }

        return whole.Length == 0 ? "communique" : whole;
    }

    /// <summary>Addresses to try in order; the last one is always free.</summary>
    public static IEnumerable<string> Candidates(string title, string id)
    {
        var slug = Of(title);
        yield return slug;
        for (var number = 2; number <= LastNumber; number++)
            yield return string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}");
        yield return $"{slug}-{id}";
    }
}
