using System.Globalization;
using OrdreCouncils.LegalTime;

namespace OrdreCouncils.Registry.Snapshots;

/// <summary>Signed claims: kind and instant of the file, and the digest of everything before the signature.</summary>
internal static class SnapshotClaims
{
    public const string Format = "format";
    public const string Council = "council";
    public const string Revision = "revision";
    public const string TakenAt = "taken_at";
    public const string Day = "day";
    public const string Physicians = "physicians";
    public const string Bytes = "bytes";
    public const string Digest = "sha256";

    public static Dictionary<string, object> Of(SnapshotHead head, string address, long bytes, string sha256, long physicians) => new()
    {
        ["iss"] = address.Length > 0 ? address : "ordre-registry",
        ["iat"] = head.TakenAt.ToUnixTimeSeconds(),
        [Format] = SnapshotFormat.Name,
        [Council] = head.Council,
        [Revision] = head.Revision,
        [TakenAt] = head.TakenAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        [Day] = LegalDay.Of(head.TakenAt).ToString("O", CultureInfo.InvariantCulture),
        [Physicians] = physicians,
        [Bytes] = bytes,
        [Digest] = sha256,
    };
}
