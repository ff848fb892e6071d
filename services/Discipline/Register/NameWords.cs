using System.Globalization;
using System.Text;

namespace OrdreCouncils.Discipline.Register;

/// <summary>Words of a name without accents, case or punctuation: <c>De L'Étang</c> gives DE, L, ETANG.</summary>
internal static class NameWords
{
    public static IReadOnlyList<string> Of(string name)
    {
        var folded = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormKD).ToUpperInvariant())
        {
            if (letter is 'Œ' or 'Æ')
                folded.Append(letter == 'Œ' ? "OE" : "AE");
            else if (char.IsLetterOrDigit(letter))
                folded.Append(letter);
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                folded.Append(' ');
        }

        return folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
