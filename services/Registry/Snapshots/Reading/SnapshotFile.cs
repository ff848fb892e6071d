using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.Registry.Snapshots.Reading;

/// <summary>A verified snapshot: the signature over all bytes is checked before a decompressor or parser sees any of them.</summary>
/// <param name="head">Council, revision, instant and size.</param>
internal sealed class SnapshotFile(SnapshotHead head, DateOnly day, string keyId, ReadOnlyMemory<byte> body)
{
    private const int LongestFile = 1 << 30;

    public SnapshotHead Head => head;
    public DateOnly Day => day;
    public string KeyId => keyId;

    /// <summary>Throws <see cref="SnapshotRefused"/> unless the file is a whole snapshot signed with one of the keys.</summary>
    public static async Task<SnapshotFile> OpenAsync(string path, TrustedKeys keys)
    {
        if (new FileInfo(path).Length > LongestFile)
            throw SnapshotRefused.Incomplete();
        // Read into memory, so that the bytes checked are the bytes used. Some tens of megabytes for the whole register.
        return await OpenAsync(await File.ReadAllBytesAsync(path), keys);
    }

    public static async Task<SnapshotFile> OpenAsync(ReadOnlyMemory<byte> file, TrustedKeys keys)
    {
        var from = Math.Max(0, file.Length - SnapshotFormat.LongestTrailer);
        var mark = file.Span[from..].LastIndexOf(SnapshotFormat.SignatureMark);
        if (mark < 0 || file.Span[^1] != '\n')
            throw SnapshotRefused.Incomplete();
        var body = file[..(from + mark)];
        var jws = Encoding.Latin1.GetString(file.Span[(from + mark + SnapshotFormat.SignatureMark.Length)..^1]);
        if (!IsCanonical(jws))
            throw SnapshotRefused.Forged();

        var token = await VerifyAsync(jws, keys);
        if (Claim(token, SnapshotClaims.Format) != SnapshotFormat.Name)
            throw SnapshotRefused.OtherFormat();
        if (Number(token, SnapshotClaims.Bytes) != body.Length || Claim(token, SnapshotClaims.Digest) != Convert.ToHexStringLower(SHA256.HashData(body.Span)))
            throw SnapshotRefused.Altered();
        if (!DateTimeOffset.TryParse(Claim(token, SnapshotClaims.TakenAt), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var takenAt)
            || !DateOnly.TryParseExact(Claim(token, SnapshotClaims.Day), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw SnapshotRefused.OtherFormat();
        }

        var head = new SnapshotHead(
            Claim(token, SnapshotClaims.Council), Number(token, SnapshotClaims.Revision), takenAt, Number(token, SnapshotClaims.Physicians));
        return new SnapshotFile(head, day, token.Kid, body);
    }

    /// <summary>All lines in the order of numbers. The end also proves that none is missing.</summary>
    public IEnumerable<SnapshotEntry> Entries()
    {
        using var reader = new StreamReader(
            new GZipStream(new MemoryStream(body.ToArray(), writable: false), CompressionMode.Decompress), Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        var (count, last) = (0L, "");
        while (reader.ReadLine() is { } line)
        {
            var entry = SnapshotEntry.Of(line) is { } read && string.CompareOrdinal(read.Rpps, last) > 0 ? read : throw SnapshotRefused.OtherFormat();
            (count, last) = (count + 1, entry.Rpps);
            yield return entry;
        }

        if (count != Head.Physicians)
            throw SnapshotRefused.OtherFormat();
    }

    private static async Task<JsonWebToken> VerifyAsync(string jws, TrustedKeys keys)
    {
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(jws, new TokenValidationParameters
        {
            IssuerSigningKeys = keys.Keys,
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidTypes = [SnapshotFormat.SignatureType],
            // The key identifies the issuer, and a snapshot does not expire.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        if (result.IsValid)
            return (JsonWebToken)result.SecurityToken;
        throw result.Exception is SecurityTokenSignatureKeyNotFoundException ? SnapshotRefused.UnknownKey() : SnapshotRefused.Forged();
    }

    /// <summary>Whether each part is the canonical base64url of its bytes. The last character of a signature has unused bits that decoders ignore, so that a
    /// changed file would pass otherwise.</summary>
    private static bool IsCanonical(string jws)
    {
        try
        {
            return jws.Split('.') is { Length: 3 } parts && Array.TrueForAll(parts, part => Base64UrlEncoder.Encode(Base64UrlEncoder.DecodeBytes(part)) == part);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : "";

    private static long Number(JsonWebToken token, string name) => token.TryGetPayloadValue<long>(name, out var value) ? value : -1;
}
