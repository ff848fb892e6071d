using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Snapshots;

public sealed class SnapshotTrustTests
{
    [Theory]
    [OneEngine("localhost", false)]
    [OneEngine("127.0.0.1", true)]
    public async Task Take_CertificateNotTrusted_SaysSoAndHowToTrustIt(SqlEngine engine, string host, bool otherName)
    {
        using var desk = new SnapshotFiles();
        await using (await desk.StartAsync(engine))
        {
            // Only its published keys are needed.
        }

        await File.WriteAllTextAsync(desk.PathOf("jeton"), "a.b.c");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = RefusedAsync(listener);

        var (code, said) = await SnapshotFiles.ReadAsync(
            RegistryApp.Today, "take", "--gateway", $"https://{host}:{((IPEndPoint)listener.LocalEndpoint).Port}", "--token-file", desk.PathOf("jeton"),
            "--keys", desk.Keys, "--to", desk.PathOf("tableau.ordre"));

        Assert.Equal(4, code);
        Assert.StartsWith($"Instantané non pris : ce poste ne reconnaît pas le certificat de {host}", said, StringComparison.Ordinal);
        Assert.Contains("SSL_CERT_FILE", said, StringComparison.Ordinal);
        Assert.Equal(otherName, said.Contains($"Il n’est pas au nom de {host}", StringComparison.Ordinal));
        Assert.DoesNotContain("ne répond pas", said, StringComparison.Ordinal);
        Assert.False(File.Exists(desk.PathOf("tableau.ordre")));
        await server;
    }

    /// <summary>A server whose certificate, for localhost, no authority issued. Ends with the first connection, before any request.</summary>
    private static async Task RefusedAsync(TcpListener listener)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        using var connection = await listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(connection.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, ApplicationProtocols = [SslApplicationProtocol.Http2] });
            Assert.Equal(0, await stream.ReadAsync(new byte[1]));
        }
        catch (Exception exception) when (exception is IOException or AuthenticationException)
        {
            // The client broke off the handshake.
        }
    }
}
