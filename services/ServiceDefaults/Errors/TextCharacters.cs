using System.Globalization;
using System.Text;

namespace OrdreCouncils.ServiceDefaults.Errors;

/// <summary>Characters that a text field refuses, each with a message that says what to do.</summary>
internal static class TextCharacters
{
    public const string LoneSurrogate = "Remove the half character (a lone surrogate).";
    public const int BlankBraille = 0x2800;

    private const int Joiner = 0x200D;

    /// <summary>Null when the character may stand between its neighbours. Line breaks and tabs are the caller's matter.</summary>
    public static string? Refusal(Rune rune, Rune previous, Rune next)
    {
        var code = rune.Value;
        if ((code & 0xFFFE) == 0xFFFE || code is >= 0xFDD0 and <= 0xFDEF)
            return Remove(code, "it is no character");
        if (code == Rune.ReplacementChar.Value)
            return $"Write the character that was lost instead of {Name(code)}.";
        // Emoji of several signs, such as the health worker, hold a joiner or a selector that nothing else needs in French.
        if ((code == Joiner && IsEmojiPart(previous) && IsEmojiPart(next)) || (code is 0xFE0E or 0xFE0F && IsSymbol(previous)))
            return null;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control when code != 0x85 => Remove(code, "it is a control character"),
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator =>
                Remove(code, "a line break is written as a line feed, where the field has several lines"),
            UnicodeCategory.Format when ChangesDirection(code) => Remove(code, "it changes the direction of the text"),
            UnicodeCategory.Format => Remove(code, "it is invisible"),
            _ => IsIgnorable(code) ? Remove(code, "it is invisible") : null,
        };
    }

    /// <summary>Default_Ignorable_Code_Point of Unicode 16 outside the category Format: fonts show nothing for them.</summary>
    private static bool IsIgnorable(int code) => code is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);

    private static bool ChangesDirection(int code) => code is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    // The skin tones are U+1F3FB to U+1F3FF.
    private static bool IsEmojiPart(Rune rune) => IsSymbol(rune) || rune.Value is 0xFE0F or (>= 0x1F3FB and <= 0x1F3FF);

    private static bool IsSymbol(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.MathSymbol;

    private static string Remove(int code, string because) => $"Remove {Name(code)}: {because}.";

    private static string Name(int code) => string.Create(CultureInfo.InvariantCulture, $"U+{code:X4}");
}
