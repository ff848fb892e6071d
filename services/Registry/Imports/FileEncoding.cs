using System.Text;
using System.Text.Unicode;

namespace OrdreCouncils.Registry.Imports;

/// <summary>
/// Finds out the file's encoding as it is read and hands out UTF-8. The first line with a byte outside ASCII decides for the whole file, and that is
/// the header line in every published layout ("civilité", "Prénom"): valid UTF-8 makes it UTF-8, anything else Windows-1252. A later line that is
/// not UTF-8 in a UTF-8 file is at fault: reading it as Windows-1252 would enter a damaged name.
/// </summary>
internal sealed class FileEncoding
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private readonly byte[] converted = new byte[LineSplitter.LongestLine * 3];
    private bool? utf8;

    /// <summary>The line in UTF-8, until the next call; false when it does not fit the file's encoding.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> text)
    {
        text = line;
        if (Ascii.IsValid(line))
            return true;

        utf8 ??= Utf8.IsValid(line);
        if (utf8.Value)
            return Utf8.IsValid(line);

        // Once a name at most, and only in old files: the string in between costs less than code of our own.
        text = converted.AsSpan(0, Encoding.UTF8.GetBytes(Windows1252.GetString(line), converted));
        return true;
    }
}
