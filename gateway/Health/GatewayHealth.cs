using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrdreCouncils.ServiceDefaults.Contracts;
using OrdreCouncils.ServiceDefaults.Health;

namespace OrdreCouncils.Gateway.Health;

/// <summary>
/// <c>/health/live</c> and <c>/health/ready</c> (and the gRPC health protocol) speak of this process only: one service that is away must not take
/// the door to the others away. <c>/health</c> is the whole platform. The answers are one word.
/// </summary>
internal static class GatewayHealth
{
    private const string Ready = "ready";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static void AddGatewayHealth(this WebApplicationBuilder builder, IConfiguration routes)
    {
        var services = builder.Services;
        var checks = services.AddHealthChecks().AddCheck<StoppingCheck>("gateway", tags: [Ready]);
        foreach (var cluster in routes.GetSection("Clusters").GetChildren())
        {
            var address = new Uri(cluster["Destinations:service:Address"]!);
            var ready = cluster["Metadata:Ready"] ?? throw new InvalidOperationException($"Cluster {cluster.Key} has no Metadata.Ready.");
            services.AddKeyedSingleton(cluster.Key, (_, _) => new ServiceCheck(address, ready));
            checks.Add(new HealthCheckRegistration(
                cluster.Key, provider => provider.GetRequiredKeyedService<ServiceCheck>(cluster.Key), HealthStatus.Unhealthy, tags: null, Patience));
        }

        services.AddSingleton<PlatformHealth>();
        services.AddSingleton<MappedContracts>();
        // Unknown services are answered by the gateway's own last route.
        services.AddGrpc(options => options.IgnoreUnknownServices = true);
    }

    public static void MapGatewayHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous().DisableRateLimiting();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous().DisableRateLimiting();
        app.MapGet("/health", async (HttpContext http, PlatformHealth platform) =>
        {
            var report = await platform.LookAsync();
            http.Response.Headers.CacheControl = "no-store";
            return Results.Text(
                report.Status.ToString(),
                statusCode: report.Status == HealthStatus.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous();
        app.MapGrpcService<HealthGrpc>().AllowAnonymous().DisableRateLimiting();
    }

    private sealed class StoppingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("stopping")
                : HealthCheckResult.Healthy());
    }
}
