namespace OrdreCouncils.Registry.Snapshots;

/// <summary>The words of the file format: docs/snapshot.md. Writer and reader share them.</summary>
internal static class SnapshotFormat
{
    /// <summary>Name and version. A reader refuses every other: a change that an old reader must not misread raises the number.</summary>
    public const string Name = "ordre-snapshot/1";

    /// <summary>The signature's <c>typ</c>: no other document signed with the same keys passes for this one, nor this one for another.</summary>
    public const string SignatureType = "register-snapshot+jwt";

    /// <summary>What stands between the lines, compressed, and the signature.</summary>
    public static ReadOnlySpan<byte> SignatureMark => "\nORDRE-JWS "u8;

    /// <summary>Longest trailer, mark and last line feed included.</summary>
    public const int LongestTrailer = 8 * 1024;

    // A line begins with these, a number and a name key between them: neither can hold what JSON escapes, so that lines are found without parsing them.
    public const string Number = "{\"rpps\":\"";
    public const string Key = "\",\"key\":\"";
}

/// <summary>What a snapshot is of.</summary>
/// <param name="Council">Department code; empty for every council.</param>
/// <param name="Revision">The revision of the register that all of it is of.</param>
/// <param name="TakenAt">Its instant.</param>
/// <param name="Physicians">How many.</param>
internal sealed record SnapshotHead(string Council, long Revision, DateTimeOffset TakenAt, long Physicians);
