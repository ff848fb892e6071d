using System.Text;
using System.Text.Unicode;

namespace OrdreCouncils.Registry.Imports;

/// <summary>Detects the file's encoding and gives out UTF-8. The first line with a byte outside ASCII decides for the whole file; in every published layout
/// that is the header line ("civilité", "Prénom"). A later line that is not UTF-8 in a UTF-8 file is a fault: reading it as Windows-1252 would damage a
/// name.</summary>
internal sealed class FileEncoding
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private readonly byte[] converted = new byte[LineSplitter.LongestLine * 3];
    private bool? utf8;

    /// <summary>The line in UTF-8, valid until the next call; false when it does not fit the file's encoding.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> text)
    {
        text = line;
        if (Ascii.IsValid(line))
            return true;

        utf8 ??= Utf8.IsValid(line);
        if (utf8.Value)
            return Utf8.IsValid(line);

        // Only names of old files come here, so the extra string costs less than a decoder of our own.
        text = converted.AsSpan(0, Encoding.UTF8.GetBytes(Windows1252.GetString(line), converted));
        return true;
    }
}
