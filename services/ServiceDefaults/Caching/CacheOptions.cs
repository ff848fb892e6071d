namespace OrdreCouncils.ServiceDefaults.Caching;

/// <summary>Configuration section <c>Cache</c>.</summary>
public sealed class CacheOptions
{
    public const string Section = "Cache";

    /// <summary>StackExchange.Redis configuration, e.g. <c>redis:6379</c>; empty for a cache in the process only.</summary>
    public string Redis { get; set; } = "";

    /// <summary>
    /// How long an entry in the process is taken at its word: the bound on staleness when an invalidation message is lost. A change that could not
    /// reach Redis adds <see cref="SharedLife"/> to it at most.
    /// </summary>
    public TimeSpan LocalLife { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an entry stays in Redis.</summary>
    public TimeSpan SharedLife { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an expired entry may still answer while the store is away.</summary>
    public TimeSpan StaleLife { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Longest wait for the store where an older copy can answer; past it the copy answers, and the store is left alone for <see cref="StorePause"/>.</summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long older copies answer at once after the store failed.</summary>
    public TimeSpan StorePause { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Entries kept in the process at most.</summary>
    public int Capacity { get; set; } = 200_000;

    /// <summary>Longest wait for Redis; past it the store is asked, and Redis left alone for <see cref="RedisPause"/>.</summary>
    public TimeSpan RedisTimeout { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long Redis is left alone after it failed.</summary>
    public TimeSpan RedisPause { get; set; } = TimeSpan.FromSeconds(1);
}
