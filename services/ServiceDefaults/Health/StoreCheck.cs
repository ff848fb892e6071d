using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Health;

/// <summary>Asks the store at most twice a second: health is open to anyone and must not be a way to load the store.</summary>
internal sealed class StoreCheck(Database database) : IHealthCheck
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
                // Without the caller's cancellation: the next caller shares the answer.
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
