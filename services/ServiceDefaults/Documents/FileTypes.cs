namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>The types of files that a service accepts.</summary>
public sealed class FileTypes
{
    /// <summary>Every type that <see cref="MediaTypes"/> tells.</summary>
    public static readonly FileTypes All = new(
        "Send a PDF, PNG, JPEG, TIFF, DOCX or ODT file: the first bytes are of none of these.",
        [MediaTypes.Pdf, MediaTypes.Png, MediaTypes.Jpeg, MediaTypes.Tiff, MediaTypes.Word, MediaTypes.OpenText]);

    /// <summary>Types that every reader opens as they are; a text to edit would carry its changes and comments along.</summary>
    public static readonly FileTypes ForReaders = new("Send a PDF, PNG or JPEG file: the first bytes are of none of these.",
        [MediaTypes.Pdf, MediaTypes.Png, MediaTypes.Jpeg]);

    private readonly HashSet<string> accepted;

    private FileTypes(string expected, HashSet<string> accepted) => (Expected, this.accepted) = (expected, accepted);

    public string Expected { get; }

    /// <summary>The media type of a file; null for one that is not accepted.</summary>
    /// <param name="start">As <see cref="MediaTypes.Of"/>.</param>
    public string? Of(ReadOnlySpan<byte> start) => MediaTypes.Of(start) is { } type && accepted.Contains(type) ? type : null;
}
