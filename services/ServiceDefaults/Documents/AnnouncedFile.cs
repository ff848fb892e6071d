using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>A file as the header of its upload announces it. The request id is the upload's name: a repeated call continues it.</summary>
public sealed record AnnouncedFile(string RequestId, string Sha256, long Size, long Offset)
{
    /// <summary>Reads the fields that each header has; the violations name the fields at fault.</summary>
    public static AnnouncedFile Read(Violations violations, string requestId, string sha256, long size, long offset)
    {
        var file = new AnnouncedFile(violations.Uuid(requestId, "header.request_id"), sha256, size, offset);
        violations.Require(
            size is >= 1 and <= DocumentUploads.MostBytes, "header.size",
            FormattableString.Invariant($"Write the bytes of the file, 1 to {DocumentUploads.MostBytes}."));
        violations.Require(
            sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower), "header.sha256", "Write the SHA-256 digest as 64 lower-case hexadecimal digits.");
        violations.Require(offset >= 0 && offset <= size, "header.offset", "Write the offset that GetUpload tells, or 0.");
        return file;
    }
}
