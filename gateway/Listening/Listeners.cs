using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OrdreCouncils.ServiceDefaults.PublicTls;

namespace OrdreCouncils.Gateway.Listening;

internal static class Listeners
{
    public static void AddListeners(this WebApplicationBuilder builder)
    {
        var listen = builder.Configuration.GetSection(GatewayListenOptions.Section).Get<GatewayListenOptions>() ?? new GatewayListenOptions();
        var tls = builder.Configuration.GetSection(TlsOptions.Section).Get<TlsOptions>() ?? new TlsOptions();
        if (tls.Enabled)
        {
            builder.Services.AddSingleton(tls);
            builder.Services.AddSingleton<TlsCertificate>();
            builder.Services.AddHostedService(provider => provider.GetRequiredService<TlsCertificate>());
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            BoundRequests(kestrel);
            kestrel.Limits.MaxConcurrentConnections = listen.Connections;
            var address = IPAddress.Parse(listen.Address);
            kestrel.Listen(address, listen.HttpPort, port => Bound(port, HttpProtocols.Http1));
            kestrel.Listen(address, listen.GrpcPort, port => Bound(port, HttpProtocols.Http2));
            if (!tls.Enabled)
                return;
            // Resolved here, so that an unreadable certificate stops the start.
            var certificate = kestrel.ApplicationServices.GetRequiredService<TlsCertificate>();
            kestrel.Listen(address, listen.TlsPort, port =>
            {
                Bound(port, HttpProtocols.Http1AndHttp2);
                port.UseHttps(https => https.ServerCertificateSelector = (_, _) => certificate.Current);
            });
        });

        void Bound(ListenOptions port, HttpProtocols protocols)
        {
            port.Protocols = protocols;
            port.Use(new ConnectionLimiter(listen.ConnectionsPerAddress).Bound);
        }
    }

    private static void BoundRequests(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        // Longer than AddressLimit, which refuses a long address in the terms of its face: the server answers without a body.
        kestrel.Limits.MaxRequestLineSize = 64 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.Http2.MaxRequestHeaderFieldSize = 16 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        // Many gRPC clients use one connection and queue calls above this number.
        kestrel.Limits.Http2.MaxStreamsPerConnection = 256;
        // Pings detect a caller that is gone, and end its streams.
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
    }
}
