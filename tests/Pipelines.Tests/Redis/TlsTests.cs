using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OrdreCouncils.Tests.Pipelines.Support;
using StackExchange.Redis;

namespace OrdreCouncils.Tests.Pipelines.Redis;

/// <summary>A redis-server that speaks TLS only, with a certificate made for the occasion.</summary>
public class TlsRedisServer : RedisServer
{
    public string Thumbprint { get; }

    public TlsRedisServer()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=redis test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Thumbprint = certificate.Thumbprint;
        File.WriteAllText(Path.Combine(Folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(Folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    protected override IEnumerable<string> Listen(int port) =>
    [
        "--port", "0", "--tls-port", $"{port}", "--tls-auth-clients", "no",
        "--tls-cert-file", Path.Combine(Folder, "cert.pem"),
        "--tls-key-file", Path.Combine(Folder, "key.pem"),
        "--tls-ca-cert-file", Path.Combine(Folder, "cert.pem"),
    ];

    public Task<ConnectionMultiplexer> ConnectTrustingAsync() => ConnectAsync(o =>
    {
        o.Ssl = true;
        o.CertificateValidation += (_, certificate, _, _) => certificate?.GetCertHashString() == Thumbprint;
    });
}

public class TlsTests(TlsRedisServer server) : IClassFixture<TlsRedisServer>
{
    [Fact]
    public async Task Tls_TrustedCertificate_CarriesBigValuesAndManyOperations()
    {
        await using var redis = await server.ConnectTrustingAsync();
        var db = redis.GetDatabase();
        var value = RandomNumberGenerator.GetBytes(1024 * 1024);

        await db.StringSetAsync("big", value);
        var echoes = await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => db.ExecuteAsync("ECHO", i))).Patiently();

        Bytes.AssertSame(value, await db.StringGetAsync("big"));
        Assert.Equal(Enumerable.Range(0, 2000), echoes.Select(e => (int)e));
    }

    [Fact]
    public async Task Tls_UntrustedCertificate_IsRefused()
    {
        var error = await Assert.ThrowsAsync<RedisConnectionException>(() => server.ConnectAsync(o =>
        {
            o.Ssl = true;
            o.AbortOnConnectFail = true;
            o.ConnectRetry = 1;
        }));

        Assert.Equal(ConnectionFailureType.AuthenticationFailure, error.FailureType);
    }

    [Fact]
    public async Task Tls_ConnectionClosedByServer_Recovers()
    {
        await using var redis = await server.ConnectTrustingAsync();
        await using var admin = await server.ConnectTrustingAsync();
        var events = new ConnectionEvents(redis);

        await admin.GetDatabase().ExecuteAsync("CLIENT", "KILL", "TYPE", "normal");

        await events.Failed;
        await events.Restored;
        Assert.Equal("back", (string?)await redis.GetDatabase().ExecuteAsync("ECHO", "back"));
    }
}
