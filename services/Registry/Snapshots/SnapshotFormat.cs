namespace OrdreCouncils.Registry.Snapshots;

/// <summary>Constants of the file format (docs/snapshot.md), shared by writer and reader.</summary>
internal static class SnapshotFormat
{
    /// <summary>Name and version. A reader refuses every other version: raise it for a change that an old reader would misread.</summary>
    public const string Name = "ordre-snapshot/1";

    /// <summary><c>typ</c> of the signature, so that no other document signed with the same keys passes for a snapshot, nor the reverse.</summary>
    public const string SignatureType = "register-snapshot+jwt";

    /// <summary>Separates the compressed lines from the signature.</summary>
    public static ReadOnlySpan<byte> SignatureMark => "\nORDRE-JWS "u8;

    /// <summary>Longest trailer, with the mark and the last line feed.</summary>
    public const int LongestTrailer = 8 * 1024;

    // Prefixes of a line, with a number and a name key between them. Neither contains characters that JSON escapes, so lines are found without parsing.
    public const string Number = "{\"rpps\":\"";
    public const string Key = "\",\"key\":\"";
}

/// <param name="Council">Department code; empty for every council.</param>
/// <param name="TakenAt">Instant of the revision chosen.</param>
internal sealed record SnapshotHead(string Council, long Revision, DateTimeOffset TakenAt, long Physicians);
