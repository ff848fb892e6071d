using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrdreCouncils.Gateway.Health;

/// <summary>Whether the whole platform is ready. Anyone may call it, so the services are checked once a second at most.</summary>
internal sealed class PlatformHealth(HealthCheckService checks)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private Task<HealthReport>? last;
    private long lastAt;

    public Task<HealthReport> LookAsync()
    {
        lock (gate)
        {
            if (last is null || (last.IsCompleted && Stopwatch.GetElapsedTime(lastAt) > Fresh))
            {
                lastAt = Stopwatch.GetTimestamp();
                last = checks.CheckHealthAsync(CancellationToken.None);
            }

            return last;
        }
    }
}
