using System.Globalization;
using System.Text;

namespace OrdreCouncils.ServiceDefaults.Errors;

/// <summary>The one reader of text fields. A text is trimmed and composed (Unicode NFC), so that equal texts are equal in the store; a character that a reader
/// cannot see, or that a store or a page cannot hold, is refused. Lengths are in UTF-16 units.</summary>
/// <remarks>A refused text comes back without the refused characters: the checks that follow can work on it.</remarks>
public static class TextFields
{
    private const string OneLine = "Write it on one line, without tabs.";

    /// <summary>A required text on one line: a title, a name, a place, a reference.</summary>
    public static string Text(this Violations violations, string value, string field, int maxLength) =>
        Required(violations, Read(violations, value, field, maxLength, severalLines: false), field, maxLength);

    public static string OptionalText(this Violations violations, string value, string field, int maxLength) =>
        Read(violations, value, field, maxLength, severalLines: false);

    /// <summary>A required text that may have several lines: a reason, an opinion, a body. Line breaks become line feeds.</summary>
    public static string Lines(this Violations violations, string value, string field, int maxLength) =>
        Required(violations, Read(violations, value, field, maxLength, severalLines: true), field, maxLength);

    public static string OptionalLines(this Violations violations, string value, string field, int maxLength) =>
        Read(violations, value, field, maxLength, severalLines: true);

    /// <summary>The text without the characters that a text field refuses, for text that comes from elsewhere, such as character references.</summary>
    public static string WithoutRefused(string text) => Clean(text, severalLines: true, out _);

    /// <summary>Whether a reader sees anything of it.</summary>
    public static bool IsVisible(string text) => text.EnumerateRunes().Any(rune => rune.Value != TextCharacters.BlankBraille && IsSeen(rune));

    private static bool IsSeen(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark);

    private static string Required(Violations violations, string text, string field, int maxLength)
    {
        if (!IsVisible(text))
            violations.Add(field, $"Write 1 to {maxLength} characters.");
        return text;
    }

    private static string Read(Violations violations, string value, string field, int maxLength, bool severalLines)
    {
        var trimmed = value.Trim();
        if (severalLines)
            trimmed = trimmed.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var text = Clean(trimmed, severalLines, out var fault).Normalize();
        if (text.Length > maxLength)
            violations.Add(field, $"Write at most {maxLength} characters; {text.Length} were sent.");
        else if (fault is not null)
            violations.Add(field, fault);
        return text;
    }

    /// <param name="fault">What to do about the first refused character; null when there is none.</param>
    private static string Clean(string text, bool severalLines, out string? fault)
    {
        fault = null;
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        StringBuilder? clean = null;
        Rune previous = default;
        for (var at = 0; at < text.Length;)
        {
            var whole = Rune.TryGetRuneAt(text, at, out var rune);
            var length = whole ? rune.Utf16SequenceLength : 1;
            var refusal = whole
                ? rune.Value is '\n' or '\r' or '\t' ? severalLines ? null : OneLine : TextCharacters.Refusal(rune, previous, After(text, at + length))
                : TextCharacters.LoneSurrogate;
            if (refusal is null)
            {
                clean?.Append(text.AsSpan(at, length));
                previous = rune;
            }
            else
            {
                clean ??= new StringBuilder(text, 0, at, text.Length);
                fault ??= refusal;
            }

            at += length;
        }

        return clean?.ToString() ?? text;
    }

    private static Rune After(string text, int at) => at < text.Length && Rune.TryGetRuneAt(text, at, out var rune) ? rune : default;
}
