using System.Text;
using OrdreCouncils.ServiceDefaults.MutualTls;
using Yarp.ReverseProxy.Forwarder;

namespace OrdreCouncils.Gateway.Proxying;

/// <summary>HTTP clients of the services, by the certificates of the processes when these are configured.</summary>
internal sealed class ServiceHttpClients(IServiceProvider services) : ForwarderHttpClientFactory
{
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = TimeSpan.FromSeconds(3);
        // As the server reads them. With the default, ASCII, a header such as 'cookie: é' could not be sent and was answered 503.
        handler.RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8;
        // Pings detect a replica that is gone, so quiet streams need no short timeout.
        handler.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
        handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
        handler.WithCertificatesOf(services);
    }
}
