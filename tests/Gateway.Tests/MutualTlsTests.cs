using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrdreCouncils.ServiceDefaults.MutualTls;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>The gateway shows its certificate to the services, and trusts those of the platform's authority only.</summary>
public sealed class MutualTlsTests : IDisposable
{
    private readonly TestAuthority authority = new();
    private readonly TestAuthority other = new("other");

    public void Dispose()
    {
        authority.Dispose();
        other.Dispose();
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.ServiceUnavailable)]
    public async Task Forward_ToAServiceOfTheAuthority_PassesAndToAnotherDoesNot(bool same, HttpStatusCode expected)
    {
        await using var service = await StartAsync(same ? authority : other, same ? authority.Pem : null);
        var address = $"https://localhost:{new Uri(service.Urls.Single()).Port}";
        var settings = authority.Issue("gateway").Select(pair => (pair.Key, pair.Value))
            .Concat(new[] { "Registry", "Discipline", "MutualAid", "Communiques" }
                .SelectMany(name => new[] { ($"Services:{name}", (string?)address), ($"Services:{name}Http", address) }));
        await using var gateway = await GatewayApp.StartAsync([.. settings]);
        gateway.ExpectErrors = true;

        using var answer = await gateway.Http.GetAsync("/communiques/page");

        Assert.Equal(expected, answer.StatusCode);
        if (same)
            Assert.Equal("hello gateway", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Start_WithAnAddressWithoutTls_IsRefused()
    {
        var settings = authority.Issue("gateway").Select(pair => (pair.Key, pair.Value));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => GatewayApp.StartAsync([.. settings]));

        Assert.Contains("must begin with https://", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(TestAuthority issuer, string? trusts)
    {
        var files = issuer.Issue("communiques");
        if (trusts is not null)
            await File.WriteAllTextAsync(files["MutualTls:AuthorityPath"]!, trusts);
        var certificates = new ProcessCertificates(
            new MutualTlsOptions
            {
                CertificatePath = files["MutualTls:CertificatePath"]!,
                KeyPath = files["MutualTls:KeyPath"]!,
                AuthorityPath = files["MutualTls:AuthorityPath"]!,
                Callers = ["gateway"],
            },
            NullLogger<ProcessCertificates>.Instance);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, port =>
        {
            port.Protocols = HttpProtocols.Http1AndHttp2;
            port.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(certificates.Server()) });
        }));
        var app = builder.Build();
        app.Run(http => http.Response.WriteAsync("hello " + http.Connection.ClientCertificate!.Subject["CN=".Length..]));
        await app.StartAsync();
        return app;
    }
}
