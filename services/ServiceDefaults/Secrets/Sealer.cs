using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace OrdreCouncils.ServiceDefaults.Secrets;

/// <summary>Encrypts texts. Call it outside a write transaction: the key ring may write a key, and SQLite has one writer.</summary>
public sealed class Sealer(IDataProtectionProvider provider, ILogger<Sealer> log)
{
    /// <summary>The text can only be read for the same purpose and record.</summary>
    public byte[] Seal(string purpose, string recordId, string text) =>
        provider.CreateProtector(purpose, recordId).Protect(Encoding.UTF8.GetBytes(text));

    public string Open(string purpose, string recordId, byte[] sealedText)
    {
        try
        {
            return Encoding.UTF8.GetString(provider.CreateProtector(purpose, recordId).Unprotect(sealedText));
        }
        catch (CryptographicException)
        {
            log.LogError("A text sealed for {Purpose} does not open for record {RecordId}", purpose, recordId);
            throw;
        }
    }
}
