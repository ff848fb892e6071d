using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace OrdreCouncils.ServiceDefaults.Secrets;

/// <summary>Encrypts texts. Call it outside a write transaction: the key ring may write a key, and SQLite has one writer.</summary>
public sealed class Sealer(IDataProtectionProvider provider, ILogger<Sealer> log)
{
    // A text of Data Protection begins with 09. Without the mark, a bound text does not open as an earlier one: the purposes differ.
    private const byte BoundMark = 2;
    private const string BoundPurpose = "bound.v2";

    /// <summary>The text can only be read for the same purpose and record.</summary>
    public byte[] Seal(string purpose, string recordId, string text) =>
        provider.CreateProtector(purpose, recordId).Protect(Encoding.UTF8.GetBytes(text));

    /// <summary>As the other overload; also, the text can only be read while every fact of the record is what it was.</summary>
    public byte[] Seal(string purpose, SealedTo record, string text) => [BoundMark, .. Bound(purpose, record).Protect(Encoding.UTF8.GetBytes(text))];

    public string Open(string purpose, string recordId, byte[] sealedText) =>
        Open(purpose, recordId, provider.CreateProtector(purpose, recordId), sealedText);

    /// <summary>Opens what was sealed to the record and its facts, and a text of an earlier release, which was sealed to the record alone.</summary>
    public string Open(string purpose, SealedTo record, byte[] sealedText) => sealedText is [BoundMark, .. var rest]
        ? Open(purpose, record.RecordId, Bound(purpose, record), rest)
        : Open(purpose, record.RecordId, sealedText);

    /// <summary>As the other overload, and refuses a text that was sealed to the record alone.</summary>
    public string OpenBound(string purpose, SealedTo record, byte[] sealedText) => sealedText is [BoundMark, ..]
        ? Open(purpose, record, sealedText)
        : throw new CryptographicException($"A text sealed for {purpose} is bound to its record alone, and not to the facts of the record.");

    private IDataProtector Bound(string purpose, SealedTo record) =>
        provider.CreateProtector(purpose, [BoundPurpose, record.RecordId, .. record.Facts]);

    private string Open(string purpose, string recordId, IDataProtector protector, byte[] sealedText)
    {
        try
        {
            return Encoding.UTF8.GetString(protector.Unprotect(sealedText));
        }
        catch (CryptographicException)
        {
            log.LogError("A text sealed for {Purpose} does not open for record {RecordId}", purpose, recordId);
            throw;
        }
    }
}
