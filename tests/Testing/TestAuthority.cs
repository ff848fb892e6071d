using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OrdreCouncils.Tests.Testing;

/// <summary>A certificate authority of a test, and a folder in which it puts the files of a process as the cluster does.</summary>
public sealed class TestAuthority : IDisposable
{
    private const string Both = "1.3.6.1.5.5.7.3.1 1.3.6.1.5.5.7.3.2";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ordre-authority-");
    private readonly X509Certificate2 root;

    public TestAuthority(string name = "platform")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }

    public string Pem => root.ExportCertificatePem();

    /// <summary>Writes the files of a process; gives its settings.</summary>
    /// <param name="name">DNS name of the process; its certificate is for localhost too.</param>
    /// <param name="folderName">Folder of the files, when it is not the name.</param>
    /// <param name="usages">Object identifiers of what the certificate may be used for.</param>
    /// <param name="days">Days until it expires.</param>
    public Dictionary<string, string?> Issue(string name, string? folderName = null, string usages = Both, double days = 5)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. usages.Split(' ').Select(usage => new Oid(usage))], critical: false));
        var now = DateTimeOffset.UtcNow;
        using var issued = request.Create(root, now.AddHours(-12), now.AddDays(days), RandomNumberGenerator.GetBytes(8));

        var files = folder.CreateSubdirectory(folderName ?? name).FullName;
        File.WriteAllText(Path.Combine(files, "tls.crt"), issued.ExportCertificatePem());
        File.WriteAllText(Path.Combine(files, "tls.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(files, "ca.crt"), Pem);
        return new Dictionary<string, string?>
        {
            ["MutualTls:CertificatePath"] = Path.Combine(files, "tls.crt"),
            ["MutualTls:KeyPath"] = Path.Combine(files, "tls.key"),
            ["MutualTls:AuthorityPath"] = Path.Combine(files, "ca.crt"),
        };
    }

    public void Dispose()
    {
        root.Dispose();
        folder.Delete(recursive: true);
    }
}
