using System.Text;
using System.Text.Unicode;

namespace OrdreCouncils.Registry.Imports;

/// <summary>Finds UTF-8 text that was read as Windows-1252: <c>GÉNÉRAL</c> then shows as <c>GÃ‰NÃ‰RAL</c>. It enters with a file whose lines have
/// different encodings, or that another program has damaged.</summary>
internal static class Misreading
{
    public const string Expected = "Write the value in the encoding of the whole file: it is UTF-8 text that was read as Windows-1252.";

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Whether the value, read the other way, is French text.</summary>
    public static bool IsFound(string value)
    {
        if (Ascii.IsValid(value))
            return false;
        var bytes = Windows1252.GetBytes(value);
        return !Ascii.IsValid(bytes) && Utf8.IsValid(bytes) && Encoding.UTF8.GetString(bytes).All(IsFrench);
    }

    // Latin letters with accents, and typographic quotes and dashes. Other results come about by chance: É» in Windows-1252 is a phonetic letter in UTF-8.
    private static bool IsFrench(char letter) => letter is <= '\u017F' or (>= '\u2010' and <= '\u203A');
}
