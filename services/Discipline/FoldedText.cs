using System.Globalization;
using System.Text;

namespace OrdreCouncils.Discipline;

/// <summary>Words of a text for a search: without capitals, accents, ligatures or signs, so that both engines find the same letters.</summary>
/// <remarks>Part of the stored data: a change needs new rows of the full-text index of public decisions.</remarks>
internal static class FoldedText
{
    /// <summary>The words, with single spaces.</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.ToLowerInvariant().Replace("œ", "oe", StringComparison.Ordinal).Replace("æ", "ae", StringComparison.Ordinal)
            .Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
                folded.Append(rune.ToString());
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark && folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }

        return folded.ToString().TrimEnd();
    }
}
