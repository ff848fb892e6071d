using System.Text;
using Yarp.ReverseProxy.ServiceDiscovery;
using Yarp.ReverseProxy.Transforms;

namespace OrdreCouncils.Gateway.Proxying;

internal static class ProxySetup
{
    public static void AddProxy(this WebApplicationBuilder builder, IConfiguration routes)
    {
        builder.Services.AddReverseProxy()
            .LoadFromConfig(routes)
            .AddTransforms(context =>
            {
                context.AddResponseHeaderRemove("Server");
                context.AddResponseHeaderRemove("X-Powered-By");
            })
            .ConfigureHttpClient((_, handler) =>
            {
                handler.ConnectTimeout = TimeSpan.FromSeconds(3);
                // As the server reads them. With the default, ASCII, a header such as 'cookie: é' could not be sent and was answered 503.
                handler.RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8;
                // Pings detect a replica that is gone, so quiet streams need no short timeout.
                handler.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
                handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
                handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
            });
        builder.Services.AddSingleton<IDestinationResolver, ReplicaAddresses>();

        // At information level both log addresses with their query, and a query of the register names people.
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
    }

    public static void MapProxy(this WebApplication app) => app.MapReverseProxy(proxy =>
    {
        proxy.UseMiddleware<CallDeadline>();
        proxy.UseMiddleware<ForwardingFaults>();
        proxy.UseMiddleware<RequestChecks>();
        proxy.UseMiddleware<StoreChoice>();
        proxy.UseLoadBalancing();
    });
}
