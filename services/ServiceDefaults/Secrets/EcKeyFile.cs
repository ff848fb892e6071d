using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace OrdreCouncils.ServiceDefaults.Secrets;

/// <summary>EC P-256 keys from PEM files. A key id is its RFC 7638 thumbprint.</summary>
public static class EcKeyFile
{
    /// <param name="setting">Configuration key that names the file, for the error.</param>
    public static ECDsa Load(string file, string setting) =>
        TryLoad(file) ?? throw new InvalidOperationException($"{setting}: {file} is no PEM file of an EC P-256 private key.");

    /// <summary>A private or a public key; null when the file holds none.</summary>
    public static ECDsa? TryLoad(string file)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            if (key.KeySize == 256)
                return key;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            // The caller reports it without the file's content.
        }

        key.Dispose();
        return null;
    }

    public static ECDsaSecurityKey Named(ECDsa key)
    {
        // The library's cache would go on with this key after it is disposed, whenever a key with the same id verifies later.
        var named = new ECDsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        named.KeyId = Base64UrlEncoder.Encode(named.ComputeJwkThumbprint());
        return named;
    }
}
