using OrdreCouncils.ServiceDefaults.MutualTls;
using Yarp.ReverseProxy.Forwarder;
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
            });
        builder.Services.AddMutualTls(builder.Configuration);
        foreach (var cluster in routes.GetSection("Clusters").GetChildren())
            MutualTlsRegistration.CheckAddress(builder.Configuration, cluster["Metadata:Address"]!, cluster["Destinations:service:Address"]!);
        builder.Services.AddSingleton<IForwarderHttpClientFactory, ServiceHttpClients>();
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
