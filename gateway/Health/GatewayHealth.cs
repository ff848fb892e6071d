using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrdreCouncils.ServiceDefaults.Health;

namespace OrdreCouncils.Gateway.Health;

/// <summary><c>/health/live</c>, <c>/health/ready</c> and the gRPC health protocol report on the gateway alone: a service that is down must not stop the
/// traffic to the others. <c>/health</c> reports on the whole platform.</summary>
internal static class GatewayHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void AddGatewayHealth(this WebApplicationBuilder builder, IConfiguration routes)
    {
        var services = builder.Services;
        var checks = services.AddReadiness();
        foreach (var cluster in routes.GetSection("Clusters").GetChildren())
        {
            var address = new Uri(cluster["Destinations:service:Address"]!);
            var ready = cluster["Metadata:Ready"] ?? throw new InvalidOperationException($"Cluster {cluster.Key} has no Metadata.Ready.");
            services.AddKeyedSingleton(cluster.Key, (provider, _) => new ServiceCheck(address, ready, provider));
            checks.Add(new HealthCheckRegistration(
                cluster.Key, provider => provider.GetRequiredKeyedService<ServiceCheck>(cluster.Key), HealthStatus.Unhealthy, tags: null, Patience));
        }

        services.AddSingleton<PlatformHealth>();
        // The last route of the gateway answers calls to unknown services.
        services.AddGrpc(options => options.IgnoreUnknownServices = true);
        // It logs an unreadable message as an error with its stack, and the health protocol needs no token: anybody could fill the log.
        builder.Logging.AddFilter("Grpc.AspNetCore.Server.ServerCallHandler", LogLevel.None);
    }

    public static void MapGatewayHealth(this WebApplication app)
    {
        foreach (var face in app.MapReadiness())
            face.DisableRateLimiting();
        app.MapGet("/health", async (HttpContext http, PlatformHealth platform) =>
        {
            var report = await platform.LookAsync();
            http.Response.Headers.CacheControl = "no-store";
            return Results.Text(
                report.Status.ToString(),
                statusCode: report.Status == HealthStatus.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
    }
}
