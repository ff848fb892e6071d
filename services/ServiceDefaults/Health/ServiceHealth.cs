using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Health;

/// <summary>
/// Health over HTTP (<c>/health/live</c>: the process runs; <c>/health/ready</c>: it can answer) and over the gRPC health protocol.
/// Readiness goes first when the process is asked to stop.
/// </summary>
internal static class ServiceHealth
{
    private const string Ready = "ready";

    public static void AddServiceHealth(this IServiceCollection services)
    {
        services.AddSingleton<StoreCheck>();
        services.AddHealthChecks()
            .AddCheck<StoreCheck>("store", tags: [Ready])
            .AddCheck<StoppingCheck>("stopping", tags: [Ready]);
    }

    public static void MapServiceHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
        app.MapGrpcService<HealthGrpc>().AllowAnonymous();
    }

    /// <summary>Asks the store at most twice a second: health answers anyone, and must not become a way to load the store.</summary>
    private sealed class StoreCheck(Database database) : IHealthCheck
    {
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
        private readonly Lock gate = new();
        private Task<HealthCheckResult>? latest;
        private long askedAt;

        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            lock (gate)
            {
                if (latest is null || (latest.IsCompleted && Environment.TickCount64 - askedAt >= 500))
                {
                    askedAt = Environment.TickCount64;
                    // Not the prober's token: the next one shares the answer.
                    latest = Task.Run(AskAsync, CancellationToken.None);
                }

                return latest.WaitAsync(cancellationToken);
            }
        }

        private async Task<HealthCheckResult> AskAsync()
        {
            using var limit = new CancellationTokenSource(Limit);
            try
            {
                await database.ReadAsync(sql => sql.ScalarAsync<int>("select 1"), limit.Token).WaitAsync(limit.Token);
                return HealthCheckResult.Healthy();
            }
            catch (Exception exception)
            {
                return HealthCheckResult.Unhealthy($"The store does not answer ({exception.GetType().Name}).");
            }
        }
    }

    private sealed class StoppingCheck(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested
                ? HealthCheckResult.Unhealthy("The process is stopping.")
                : HealthCheckResult.Healthy());
    }
}
