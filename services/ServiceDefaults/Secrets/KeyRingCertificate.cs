using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrdreCouncils.ServiceDefaults.Secrets;

internal static class KeyRingCertificate
{
    public static X509Certificate2 Load(string setting, string path, string password)
    {
        X509Certificate2 certificate;
        try
        {
            certificate = X509CertificateLoader.LoadPkcs12FromFile(path, password);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{setting}: the file cannot be opened as PFX with its password. Give another file or password.", exception);
        }

        // XML encryption wraps keys with RSA only.
        using var rsa = certificate.GetRSAPrivateKey();
        return rsa is not null
            ? certificate
            : throw new InvalidOperationException($"{setting}: the certificate has no RSA private key. Give a PFX file that holds one.");
    }
}
