using Yarp.ReverseProxy.ServiceDiscovery;
using Yarp.ReverseProxy.Transforms;

namespace OrdreCouncils.Gateway.Proxying;

/// <summary>YARP, with routes.json and what the gateway adds around a forwarded call.</summary>
internal static class ProxySetup
{
    public static void AddProxy(this WebApplicationBuilder builder, IConfiguration routes)
    {
        builder.Services.AddReverseProxy()
            .LoadFromConfig(routes)
            .AddTransforms(context =>
            {
                // A service's server software is nobody's business. (YARP sets x-forwarded-* itself.)
                context.AddResponseHeaderRemove("Server");
                context.AddResponseHeaderRemove("X-Powered-By");
            })
            .ConfigureHttpClient((_, handler) =>
            {
                handler.ConnectTimeout = TimeSpan.FromSeconds(3);
                // A replica that vanished without a word is found by pings, so that quiet streams need no short timeout.
                handler.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
                handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(10);
                handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
            });
        builder.Services.AddSingleton<IDestinationResolver, ReplicaAddresses>();

        // At their information level both write addresses with their queries, and a query of the register names people.
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
    }

    public static void MapProxy(this WebApplication app) => app.MapReverseProxy(proxy =>
    {
        proxy.UseMiddleware<CallDeadline>();
        proxy.UseMiddleware<ForwardingFaults>();
        proxy.UseMiddleware<RequestChecks>();
        proxy.UseLoadBalancing();
    });
}
