using Grpc.AspNetCore.HealthChecks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace OrdreCouncils.ServiceDefaults.Health;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c> and gRPC's health protocol: the checks with <see cref="Tag"/> pass. A process that
/// was asked to stop is not ready, so that it gets no new calls while open ones end.</summary>
internal static class Readiness
{
    public const string Tag = "ready";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public static IHealthChecksBuilder AddReadiness(this IServiceCollection services)
    {
        // These checks run even when nobody watches, so they must be cheap.
        services.Configure<HealthCheckPublisherOptions>(options =>
        {
            options.Predicate = check => check.Tags.Contains(Tag);
            options.Delay = Interval;
            options.Period = Interval;
        });
        return services.AddGrpcHealthChecks(options => options.MapReady("")).AddCheck<StoppingCheck>("stopping", tags: [Tag]);
    }

    public static void MapReady(this GrpcHealthChecksOptions options, string service) => options.Services.Map(service, check => check.Tags.Contains(Tag));

    public static IEnumerable<IEndpointConventionBuilder> MapReadiness(this WebApplication app) =>
        [.. app.MapHttpReadiness(), app.MapGrpcHealthChecksService().AllowAnonymous()];

    /// <summary>Of a process that answers no gRPC.</summary>
    public static IReadOnlyList<IEndpointConventionBuilder> MapHttpReadiness(this WebApplication app) =>
    [
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous(),
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Tag) }).AllowAnonymous(),
    ];

    private sealed class StoppingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("The process is stopping.")
                : HealthCheckResult.Healthy());
    }
}
