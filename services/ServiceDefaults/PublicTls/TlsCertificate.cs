using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.ServiceDefaults.PublicTls;

/// <summary>The certificate of a process that people reach, in use. Its file is read again every hour, so that a renewal needs no restart.</summary>
public sealed class TlsCertificate(TlsOptions options, ILogger<TlsCertificate> log) : PeriodicWork(TimeSpan.FromHours(1), TimeProvider.System, log)
{
    private X509Certificate2 current = Load(options);

    public X509Certificate2 Current => Volatile.Read(ref current);

    public override Task RunOnceAsync(CancellationToken cancellation)
    {
        // The old certificate is not disposed: handshakes may still use it.
        if (options.CertificatePath.Length > 0)
            Volatile.Write(ref current, Load(options));
        return Task.CompletedTask;
    }

    private static X509Certificate2 Load(TlsOptions options)
    {
        if (options.CertificatePath.Length == 0)
            return SelfSigned();
        if (options.KeyPath.Length == 0)
            return X509CertificateLoader.LoadPkcs12FromFile(options.CertificatePath, options.CertificatePassword);
        return options.CertificatePassword.Length == 0
            ? X509Certificate2.CreateFromPemFile(options.CertificatePath, options.KeyPath)
            : X509Certificate2.CreateFromEncryptedPemFile(options.CertificatePath, options.CertificatePassword, options.KeyPath);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false)); // server authentication
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddMinutes(-5), now.AddDays(30));
    }
}
