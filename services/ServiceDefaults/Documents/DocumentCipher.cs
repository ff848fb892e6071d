using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>Encrypts the parts of one document with AES-256-GCM, in chunks of 64 KiB, each with its tag. A chunk opens only at its place: its number and
/// whether it is the last are in the nonce, the document's id and size are authenticated with it.</summary>
/// <remarks>Each part of each attempt has a key of its own, derived from the document's (HKDF, SHA-256). So two calls that upload the same part with other
/// bytes never use one key and nonce twice, which would break GCM. Stored data depends on all of this.</remarks>
internal sealed class DocumentCipher : IDisposable
{
    public const int ChunkBytes = 64 * 1024;
    public const int PartBytes = 16 * ChunkBytes;
    public const int SealedPartBytes = PartBytes + (16 * TagBytes);

    private const int KeyBytes = 32;
    private const int TagBytes = 16;
    private const int NonceBytes = 12;

    private readonly byte[] key;
    private readonly long size;
    private readonly byte[] bound;

    public DocumentCipher(byte[] key, string document, long size)
    {
        this.key = key;
        this.size = size;
        bound = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{document}/{size}"));
    }

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    public static int SealedBytes(int plain) => plain + ((plain + ChunkBytes - 1) / ChunkBytes * TagBytes);

    /// <summary>Bytes of a part: all parts but the last are whole.</summary>
    public static int PlainBytes(int part, long size) => (int)Math.Min(PartBytes, size - ((long)part * PartBytes));

    public static int Parts(long size) => (int)((size + PartBytes - 1) / PartBytes);

    public void Seal(int part, int attempt, ReadOnlySpan<byte> plain, Span<byte> into)
    {
        using var gcm = PartCipher(part, attempt);
        Span<byte> nonce = stackalloc byte[NonceBytes];
        for (var at = 0; at < plain.Length; at += ChunkBytes)
        {
            var chunk = plain.Slice(at, Math.Min(ChunkBytes, plain.Length - at));
            SetNonce(nonce, part, at, chunk.Length);
            gcm.Encrypt(nonce, chunk, into[..chunk.Length], into.Slice(chunk.Length, TagBytes), bound);
            into = into[(chunk.Length + TagBytes)..];
        }
    }

    /// <exception cref="CryptographicException">The bytes are not those that were sealed for this place.</exception>
    public void Open(int part, int attempt, ReadOnlySpan<byte> sealedPart, Span<byte> into)
    {
        if (sealedPart.Length != SealedBytes(into.Length))
            throw new AuthenticationTagMismatchException();
        using var gcm = PartCipher(part, attempt);
        Span<byte> nonce = stackalloc byte[NonceBytes];
        for (var at = 0; at < into.Length; at += ChunkBytes)
        {
            var length = Math.Min(ChunkBytes, into.Length - at);
            SetNonce(nonce, part, at, length);
            gcm.Decrypt(nonce, sealedPart[..length], sealedPart.Slice(length, TagBytes), into.Slice(at, length), bound);
            sealedPart = sealedPart[(length + TagBytes)..];
        }
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(key);

    private AesGcm PartCipher(int part, int attempt)
    {
        Span<byte> derived = stackalloc byte[KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, [], Encoding.UTF8.GetBytes(FormattableString.Invariant($"part {part} attempt {attempt}")));
        var gcm = new AesGcm(derived, TagBytes);
        CryptographicOperations.ZeroMemory(derived);
        return gcm;
    }

    private void SetNonce(Span<byte> nonce, int part, int at, int length)
    {
        var offset = ((long)part * PartBytes) + at;
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce, offset / ChunkBytes);
        nonce[^1] = (byte)(offset + length == size ? 1 : 0);
    }
}
