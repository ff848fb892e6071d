using System.Globalization;
using System.Text;

namespace OrdreCouncils.Communiques.Approvals;

/// <summary>The last part of a public page's address, made from the title: lower-case ASCII letters, digits and single hyphens.</summary>
/// <remarks>It never holds a dot, and so never hides <c>feed.atom</c> or <c>style.css</c> beside it.</remarks>
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
            // Cut between words, unless the first word is all there is.
            var cut = whole.LastIndexOf('-', MaxLength);
            whole = whole[..(cut > 0 ? cut : MaxLength)];
        }

        return whole.Length == 0 ? "communique" : whole;
    }

    /// <summary>The addresses to try in turn; the last is free whatever the others' titles are.</summary>
    public static IEnumerable<string> Candidates(string title, string id)
    {
        var slug = Of(title);
        yield return slug;
        for (var number = 2; number <= LastNumber; number++)
            yield return string.Create(CultureInfo.InvariantCulture, $"{slug}-{number}");
        yield return $"{slug}-{id}";
    }
}
