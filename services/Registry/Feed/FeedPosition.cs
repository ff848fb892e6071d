using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Registry.Feed;

/// <summary>A place in the order of changes: everything up to this physician of this revision was shown.</summary>
/// <param name="Rpps">Last physician shown of the revision.</param>
internal readonly record struct FeedPosition(long Revision, string Rpps) : IComparable<FeedPosition>
{
    public static readonly FeedPosition Start = new(0, "");

    // Sorts after every digit.
    private const string AfterAll = ":";
    private const int Format = 1;
    private const int MarkLength = 4;
    private const int Length = 1 + sizeof(long) + RppsNumber.Length + MarkLength;

    /// <summary>The place after all changes of a revision.</summary>
    public static FeedPosition After(long revision) => new(revision, AfterAll);

    /// <summary>Opaque text of the place. It is valid after a restart and on every replica.</summary>
    public string Token()
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Format;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], Revision);
        Encoding.ASCII.GetBytes(Rpps.PadRight(RppsNumber.Length), bytes[(1 + sizeof(long))..]);
        Mark(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null when the text is not a token.</summary>
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

    /// <summary>A check value against mistyped tokens; it protects no secret.</summary>
    private static void Mark(Span<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..^MarkLength], digest);
        digest[..MarkLength].CopyTo(bytes[^MarkLength..]);
    }
}
