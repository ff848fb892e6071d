using System.Buffers.Binary;
using System.Text;

namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>The types of files that are known, told from their first bytes and never from a name.</summary>
public static class MediaTypes
{
    internal const string Pdf = "application/pdf";
    internal const string Png = "image/png";
    internal const string Jpeg = "image/jpeg";
    internal const string Tiff = "image/tiff";
    internal const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    internal const string OpenText = "application/vnd.oasis.opendocument.text";
    private const int NameAt = 30;

    /// <param name="start">The first 64 KiB of the file, or the whole of a shorter one.</param>
    /// <returns>Null for a file of another kind.</returns>
    public static string? Of(ReadOnlySpan<byte> start) =>
        start.StartsWith("%PDF-"u8) ? Pdf
        : start.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8) ? Tiff
        : start.StartsWith("PK\u0003\u0004"u8) ? OfZip(start)
        : null;

    /// <summary>A text is a zip archive whose entries are named as its format asks. One with macros is refused when their entry is among the first.</summary>
    private static string? OfZip(ReadOnlySpan<byte> start)
    {
        var isWord = false;
        for (var first = true; Entry(start) is { Length: > 0 } entry; first = false)
        {
            var name = entry[NameAt..(NameAt + NameLength(entry))];
            // ODF 1.3 part 2, 3.3: the first entry, not compressed, holds the type.
            if (first && name.SequenceEqual("mimetype"u8))
                return entry[(NameAt + name.Length)..].StartsWith(Encoding.ASCII.GetBytes(OpenText + "PK")) ? OpenText : null;
            if (name.EndsWith("vbaProject.bin"u8))
                return null;
            isWord |= name.StartsWith("word/"u8);
            start = entry[NameAt..];
        }

        return isWord ? Word : null;
    }

    /// <summary>From the next header of an entry whose name is whole; empty for none.</summary>
    private static ReadOnlySpan<byte> Entry(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOf("PK\u0003\u0004"u8);
        return at >= 0 && bytes[at..] is { Length: > NameAt } entry && entry.Length >= NameAt + NameLength(entry) ? entry : [];
    }

    private static int NameLength(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt16LittleEndian(entry[26..]);
}
