using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Registry.Feed;

/// <summary>A place in the order of changes: everything up to this physician of this revision has been shown.</summary>
/// <param name="Revision">Number of the revision.</param>
/// <param name="Rpps">The last physician shown of it.</param>
internal readonly record struct FeedPosition(long Revision, string Rpps) : IComparable<FeedPosition>
{
    public static readonly FeedPosition Start = new(0, "");

    // Comes after any digit, so that a number compares as smaller.
    private const string AfterAll = ":";
    private const int Format = 1;
    private const int MarkLength = 4;
    private const int Length = 1 + sizeof(long) + RppsNumber.Length + MarkLength;

    /// <summary>Everything of a revision, and of all before it.</summary>
    public static FeedPosition After(long revision) => new(revision, AfterAll);

    /// <summary>The opaque text of it. It holds nothing that a restart, or another replica, would not understand.</summary>
    public string Token()
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Format;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], Revision);
        Encoding.ASCII.GetBytes(Rpps.PadRight(RppsNumber.Length), bytes[(1 + sizeof(long))..]);
        Mark(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The place of a token; null when the text is none.</summary>
    public static FeedPosition? Parse(string token)
    {
        Span<byte> bytes = stackalloc byte[Length];
        Span<byte> marked = stackalloc byte[Length];
        if (token.Length != Base64Url.GetEncodedLength(Length) || !Base64Url.IsValid(token)
            || !Base64Url.TryDecodeFromChars(token, bytes, out var length) || length != Length || bytes[0] != Format)
        {
            return null;
        }

        bytes.CopyTo(marked);
        Mark(marked);
        return marked.SequenceEqual(bytes)
            ? new FeedPosition(
                BinaryPrimitives.ReadInt64BigEndian(bytes[1..]), Encoding.ASCII.GetString(bytes.Slice(1 + sizeof(long), RppsNumber.Length)).TrimEnd())
            : null;
    }

    public int CompareTo(FeedPosition other) =>
        Revision != other.Revision ? Revision.CompareTo(other.Revision) : string.CompareOrdinal(Rpps, other.Rpps);

    /// <summary>Tells a token from a text that only looks like one; it protects no secret, as there is none.</summary>
    private static void Mark(Span<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..^MarkLength], digest);
        digest[..MarkLength].CopyTo(bytes[^MarkLength..]);
    }
}
