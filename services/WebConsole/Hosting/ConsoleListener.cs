using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.PublicTls;

namespace OrdreCouncils.WebConsole.Hosting;

/// <summary>HTTPS only: cookies with the prefix <c>__Host-</c> do not exist over plain HTTP (RFC 6265bis). Probes have a port of their own.</summary>
internal static class ConsoleListener
{
    /// <summary>A form with the longest texts of the contract, 50,000 characters of up to four bytes, percent-encoded.</summary>
    private const long LargestForm = 1024 * 1024;

    public static void AddConsoleListener(this WebApplicationBuilder builder)
    {
        var listen = builder.Configuration.GetSection(ServiceDefaults.Hosting.ListenOptions.Section).Get<ServiceDefaults.Hosting.ListenOptions>()
            ?? new ServiceDefaults.Hosting.ListenOptions();
        var tls = builder.Configuration.GetSection(TlsOptions.Section).Get<TlsOptions>() ?? new TlsOptions();
        if (!tls.Enabled)
            throw new InvalidOperationException(
                "Tls:CertificatePath is missing. Write the console's certificate; on one machine, Tls:Development=true makes one.");
        builder.Services.AddSingleton(tls);
        builder.Services.AddSingleton<TlsCertificate>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<TlsCertificate>());
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestForm;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            var certificate = kestrel.ApplicationServices.GetRequiredService<TlsCertificate>();
            kestrel.Listen(IPAddress.Parse(listen.Address), listen.HttpPort, port =>
            {
                port.Protocols = HttpProtocols.Http1AndHttp2;
                port.UseHttps(https => https.ServerCertificateSelector = (_, _) => certificate.Current);
            });
            if (listen.HealthPort is { } health)
                kestrel.Listen(IPAddress.Parse(listen.Address), health, port => port.ForHealthOnly());
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ServiceHost.DrainLimit);
    }
}
