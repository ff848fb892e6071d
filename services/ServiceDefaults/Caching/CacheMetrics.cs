using System.Diagnostics.Metrics;

namespace OrdreCouncils.ServiceDefaults.Caching;

internal static class CacheMetrics
{
    private static readonly Meter Meter = new("OrdreCouncils");

    /// <summary>Somebody else writes to Redis, or replicas have different keys.</summary>
    public static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "ordre.cache.copies_refused", "{copy}", "Copies from Redis whose authentication code does not hold.");
}
