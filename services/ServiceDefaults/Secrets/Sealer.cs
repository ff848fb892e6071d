using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace OrdreCouncils.ServiceDefaults.Secrets;

/// <summary>Seals secret texts and opens them again, with ASP.NET Core Data Protection.</summary>
/// <remarks>Call it outside a write transaction: now and then the key ring reads or writes a key of its own, and SQLite has one writer.</remarks>
public sealed class Sealer(IDataProtectionProvider provider, ILogger<Sealer> log)
{
    /// <param name="purpose">Which kind of secret: one of the service's own list. A text sealed for one purpose does not open for another.</param>
    /// <param name="recordId">The record the text belongs to: moved to another, the sealed text does not open.</param>
    /// <param name="text">The secret.</param>
    public byte[] Seal(string purpose, string recordId, string text) =>
        provider.CreateProtector(purpose, recordId).Protect(Encoding.UTF8.GetBytes(text));

    /// <exception cref="CryptographicException">It was altered, moved, or sealed with a key that is lost; callers get INTERNAL.</exception>
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
