using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>A self-signed certificate in a temporary PFX file, deleted on dispose.</summary>
internal sealed class TestCertificate : IDisposable
{
    public const string Password = "mot-de-passe";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ordre-certificate-");

    private TestCertificate(CertificateRequest request)
    {
        Path = System.IO.Path.Combine(folder.FullName, "keys.pfx");
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        File.WriteAllBytes(Path, certificate.Export(X509ContentType.Pfx, Password));
    }

    public string Path { get; }

    public Dictionary<string, string?> Settings => new()
    {
        ["Encryption:CertificatePath"] = Path,
        ["Encryption:CertificatePassword"] = Password,
    };

    public static TestCertificate Rsa()
    {
        using var key = RSA.Create(2048);
        return new TestCertificate(new CertificateRequest("CN=entraide", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public static TestCertificate EllipticCurve()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestCertificate(new CertificateRequest("CN=entraide", key, HashAlgorithmName.SHA256));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
