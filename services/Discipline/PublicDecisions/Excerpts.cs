using System.Text.RegularExpressions;

namespace OrdreCouncils.Discipline.PublicDecisions;

/// <summary>The part of a text around the first word that was looked for.</summary>
internal static partial class Excerpts
{
    private const int Before = 100;
    private const int Length = 300;

    /// <param name="words">Folded words; none for the beginning of the text.</param>
    public static string Of(string text, IReadOnlyList<string> words)
    {
        // PostgreSQL finds other endings of a word too, so its start is enough.
        var starts = words.Select(word => word.Length > 5 ? word[..^2] : word).ToArray();
        var found = Word().Matches(text).FirstOrDefault(word => starts.Any(start => FoldedText.Of(word.Value).StartsWith(start, StringComparison.Ordinal)));
        var from = WordStart(text, Math.Max(0, (found?.Index ?? 0) - Before));
        var to = from + Length >= text.Length ? text.Length : WordStart(text, from + Length);
        return $"{(from > 0 ? "… " : "")}{text[from..to].ReplaceLineEndings(" ").Trim()}{(to < text.Length ? " …" : "")}";
    }

    private static int WordStart(string text, int at)
    {
        while (at > 0 && !char.IsWhiteSpace(text[at - 1]))
            at--;
        return at;
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();
}
