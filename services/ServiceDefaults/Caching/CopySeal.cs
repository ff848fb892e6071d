using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrdreCouncils.ServiceDefaults.Caching;

/// <summary>Authenticates copies in Redis (HMAC-SHA256), so that whoever can write to Redis cannot make the register say anything. The authenticated bytes
/// hold the schema, the key and the version, so that a copy is valid for its own record only, and the instant of writing, so that an old copy cannot be put
/// back later.</summary>
internal sealed class CopySeal
{
    private const int TagBytes = HMACSHA256.HashSizeInBytes;
    private const int HeadBytes = TagBytes + sizeof(long);
    private const int LeastKeyBytes = 32;

    private readonly byte[] secret;
    private readonly TimeSpan life;

    public CopySeal(string secret, TimeSpan life)
    {
        this.secret = Read(secret)
            ?? throw new InvalidOperationException(
                "Cache:IntegrityKey is missing or too short. Write at least 32 random bytes in base64, the same for every replica: copies in Redis are "
                + "authenticated.");
        this.life = life;
    }

    public byte[] Seal(string schema, string key, long version, ReadOnlySpan<byte> value)
    {
        var held = new byte[HeadBytes + value.Length];
        BinaryPrimitives.WriteInt64BigEndian(held.AsSpan(TagBytes), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        value.CopyTo(held.AsSpan(HeadBytes));
        Tag(schema, key, version, held.AsSpan(TagBytes)).CopyTo(held, 0);
        return held;
    }

    /// <summary>False when these bytes were not written for this record. The value is null when they were, but too long ago.</summary>
    public bool TryOpen(string schema, string key, long version, ReadOnlyMemory<byte> held, out ReadOnlyMemory<byte>? value)
    {
        value = null;
        if (held.Length < HeadBytes
            || !CryptographicOperations.FixedTimeEquals(held.Span[..TagBytes], Tag(schema, key, version, held.Span[TagBytes..])))
            return false;
        var written = BinaryPrimitives.ReadInt64BigEndian(held.Span[TagBytes..]);
        if (DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - written <= life.TotalMilliseconds)
            value = held[HeadBytes..];
        return true;
    }

    private byte[] Tag(string schema, string key, long version, ReadOnlySpan<byte> timeAndValue)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        Append(mac, schema);
        Append(mac, key);
        Append(mac, version);
        mac.AppendData(timeAndValue);
        return mac.GetHashAndReset();
    }

    // The length goes first: otherwise the end of one text and the start of the next could be exchanged.
    private static void Append(IncrementalHash mac, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Append(mac, bytes.Length);
        mac.AppendData(bytes);
    }

    private static void Append(IncrementalHash mac, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        mac.AppendData(bytes);
    }

    private static byte[]? Read(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= LeastKeyBytes ? bytes[..length] : null;
    }
}
