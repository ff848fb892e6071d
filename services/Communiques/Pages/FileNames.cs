using OrdreCouncils.Communiques.Approvals;
using OrdreCouncils.Communiques.Publications;

namespace OrdreCouncils.Communiques.Pages;

/// <summary>Name and size of a file as its readers see them.</summary>
internal static class FileNames
{
    private const long Kilobyte = 1_000;
    private const long Megabyte = 1_000_000;

    /// <summary>Made from the title and the type that the bytes tell; a name that the sender chose is not kept.</summary>
    public static string Of(PublicAttachment file) => $"{Slug.Of(file.Title)}.{Extension(file)}";

    /// <summary>As RGAA asks of a link to a file (4.1, 13.3): format and size.</summary>
    public static string Format(PublicAttachment file) => $"{Extension(file).ToUpperInvariant()}, {Size(file.Size)}";

    private static string Extension(PublicAttachment file) => file.MediaType switch
    {
        "application/pdf" => "pdf",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        _ => throw new ArgumentOutOfRangeException(nameof(file), file.MediaType, null),
    };

    private static string Size(long bytes) => bytes >= Megabyte
        ? FormattableString.Invariant($"{(double)bytes / Megabyte:0.0} Mo").Replace('.', ',')
        : FormattableString.Invariant($"{Math.Max(1, bytes / Kilobyte)} ko");
}
