using Grpc.AspNetCore.HealthChecks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace OrdreCouncils.ServiceDefaults.Health;

/// <summary>
/// <c>/health/live</c>: the process runs. <c>/health/ready</c> and the gRPC health protocol: it can answer, which the checks tagged
/// <see cref="Tag"/> decide. A process that was asked to stop is no longer ready, so that no new call comes while those under way end.
/// </summary>
internal static class Readiness
{
    public const string Tag = "ready";

    /// <summary>After how long a client that watches learns of a change.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    public static IHealthChecksBuilder AddReadiness(this IServiceCollection services)
    {
        // The checks that watchers are told of run whether anybody watches or not: only the cheap ones may.
        services.Configure<HealthCheckPublisherOptions>(options => (options.Predicate, options.Delay, options.Period) = (check => check.Tags.Contains(Tag), Look, Look));
        return services.AddGrpcHealthChecks(options => options.MapReady("")).AddCheck<StoppingCheck>("stopping", tags: [Tag]);
    }

    /// <summary>The health protocol then answers for the service of this name; the empty name is the whole process.</summary>
    public static void MapReady(this GrpcHealthChecksOptions options, string service) => options.Services.Map(service, check => check.Tags.Contains(Tag));

    public static IEnumerable<IEndpointConventionBuilder> MapReadiness(this WebApplication app) =>
    [
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous(),
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Tag) }).AllowAnonymous(),
        app.MapGrpcHealthChecksService().AllowAnonymous(),
    ];

    private sealed class StoppingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("The process is stopping.")
                : HealthCheckResult.Healthy());
    }
}
