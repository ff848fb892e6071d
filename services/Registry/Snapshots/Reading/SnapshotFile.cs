using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.Registry.Snapshots.Reading;

/// <summary>A snapshot whose every byte was checked before the first was read: nothing unsigned reaches a decompressor or a parser.</summary>
/// <param name="head">What it is of.</param>
/// <param name="day">The legal day on which all of it was so.</param>
/// <param name="keyId">The key that signed.</param>
/// <param name="body">The compressed lines.</param>
internal sealed class SnapshotFile(SnapshotHead head, DateOnly day, string keyId, ReadOnlyMemory<byte> body)
{
    private const int LongestFile = 1 << 30;

    public SnapshotHead Head => head;
    public DateOnly Day => day;
    public string KeyId => keyId;

    /// <summary>Reads and checks a file; throws <see cref="SnapshotRefused"/> for anything but a whole snapshot signed with one of the keys.</summary>
    public static async Task<SnapshotFile> OpenAsync(string path, TrustedKeys keys)
    {
        if (new FileInfo(path).Length > LongestFile)
            throw SnapshotRefused.Incomplete();
        // In memory, so that what is read is what was checked. Some tens of megabytes for the whole register.
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

    /// <summary>Every line, in the order of numbers. At the end it is certain that none was left out.</summary>
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
            // Whose it is, its key says; a snapshot has no last day.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        if (result.IsValid)
            return (JsonWebToken)result.SecurityToken;
        throw result.Exception is SecurityTokenSignatureKeyNotFoundException ? SnapshotRefused.UnknownKey() : SnapshotRefused.Forged();
    }

    /// <summary>
    /// Whether each part is written in the one way base64url has for its bytes: the last character of a signature holds bits that say nothing, which
    /// decoders overlook, and a file changed there would pass.
    /// </summary>
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
