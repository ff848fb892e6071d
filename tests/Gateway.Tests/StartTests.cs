using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using OrdreCouncils.Gateway;
using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>Settings that make the start fail, and the ports of a started gateway.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Services:Registry")]
    [InlineData("Services:MutualAid")]
    [InlineData("Services:DisciplineHttp")]
    [InlineData("Services:CommuniquesHttp")]
    [InlineData("Identity:Authority")]
    [InlineData("Identity:Audience")]
    public async Task Build_SettingMissing_StopsNamingIt(string key)
    {
        var settings = await CompleteAsync();
        settings[key] = null;

        var failure = Assert.Throws<InvalidOperationException>(() => Build(settings));

        Assert.Contains(key, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Limits:Caller:Burst", "0")]
    [InlineData("Limits:Anonymous:Period", "00:00:00")]
    public async Task Build_LimitOutOfRange_StopsNamingIt(string key, string value)
    {
        var settings = await CompleteAsync();
        settings[key] = value;

        var failure = Assert.Throws<InvalidOperationException>(() => Build(settings));

        Assert.Contains(key.Split(':')[^1], failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configuration_NamingARoute_OpensNone()
    {
        await using var gateway = await GatewayApp.StartAsync(
            ("Routes:hole:ClusterId", "registry"), ("Routes:hole:Match:Path", "/hole"), ("Routes:hole:AuthorizationPolicy", "Anonymous"),
            ("ReverseProxy:Routes:hole:ClusterId", "registry"), ("ReverseProxy:Routes:hole:Match:Path", "/hole"));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await gateway.Http.GetAsync("/hole")).StatusCode);
    }

    [Fact]
    public async Task Tls_NoCertificate_OpensNoTlsPort()
    {
        await using var gateway = await GatewayApp.StartAsync(("Tls:Development", "false"));

        Assert.Empty(gateway.Addresses.Tls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tls_CertificateFile_IsServed(bool pem)
    {
        var folder = Directory.CreateTempSubdirectory("ordre-tls-");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        var file = Path.Combine(folder.FullName, pem ? "tls.crt" : "tls.pfx");
        var keyFile = Path.Combine(folder.FullName, "tls.key");
        await File.WriteAllBytesAsync(file, pem ? [] : certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, "secret"));
        if (pem)
        {
            await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        }

        await using var gateway = await GatewayApp.StartAsync(
            ("Tls:Development", "false"), ("Tls:CertificatePath", file), ("Tls:CertificatePassword", pem ? "" : "secret"), ("Tls:KeyPath", pem ? keyFile : ""));
        string? served = null;
        using var client = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new() { RemoteCertificateValidationCallback = (_, seen, _, _) => (served = seen?.GetCertHashString()) is not null },
        });

        (await client.GetAsync(gateway.Addresses.Tls + "/health/live")).EnsureSuccessStatusCode();

        Assert.Equal(certificate.Thumbprint, served);
        folder.Delete(recursive: true);
    }

    private static async Task<Dictionary<string, string?>> CompleteAsync()
    {
        await using var backend = await Backend.StartAsync("any");
        return await GatewayApp.SettingsAsync(backend, backend, backend, backend);
    }

    private static WebApplication Build(IReadOnlyDictionary<string, string?> settings) => GatewayHost.Build([], new HostOverrides { Settings = settings });
}
