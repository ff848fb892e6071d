using System.Globalization;
using System.Text;

namespace OrdreCouncils.Registry.Register;

/// <summary>Characters that a value of the register may not have, because a reader would see another value than the one stored.</summary>
internal static class VisibleText
{
    public const string Expected =
        "Remove the invisible characters, the ones that change the direction of writing, and the ones that stand for damaged text (U+FFFD).";

    public const string ExpectedWhole = "Write text in UTF-8 without the characters that stand for damaged text (U+FFFD).";

    /// <summary>False for text that was damaged on its way: lone surrogates, U+FFFD, and code points that are no characters.</summary>
    public static bool IsWhole(string text) => Ascii.IsValid(text) || text.EnumerateRunes().All(IsWhole);

    /// <summary>Whole, and every character can be seen or is a space.</summary>
    public static bool IsVisible(string text) => Ascii.IsValid(text) || text.EnumerateRunes().All(letter => IsWhole(letter) && !IsInvisible(letter));

    /// <summary>The text with a space for each damaged part.</summary>
    public static string Mended(string text) =>
        IsWhole(text) ? text : string.Concat(text.EnumerateRunes().Select(letter => IsWhole(letter) ? letter.ToString() : " "));

    // A lone surrogate is enumerated as U+FFFD. The last two code points of each plane, and U+FDD0 to U+FDEF, are no characters.
    private static bool IsWhole(Rune letter) =>
        letter != Rune.ReplacementChar && (letter.Value & 0xFFFE) != 0xFFFE && letter.Value is not (>= 0xFDD0 and <= 0xFDEF);

    private static bool IsInvisible(Rune letter) =>
        Rune.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        // Joiner, fillers and selectors, which Unicode counts as letters or marks.
        || letter.Value is 0x034F or 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
