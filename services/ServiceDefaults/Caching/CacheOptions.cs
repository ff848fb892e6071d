namespace OrdreCouncils.ServiceDefaults.Caching;

public sealed class CacheOptions
{
    public const string Section = "Cache";

    public string Redis { get; set; } = "";

    /// <summary>Base64 of at least 32 random bytes, the same for all replicas: authenticates copies in Redis. Required with <see cref="Redis"/>.</summary>
    public string IntegrityKey { get; set; } = "";

    /// <summary>Staleness when an invalidation message is lost; <see cref="SharedLife"/> is added for a change that Redis did not receive.</summary>
    public TimeSpan LocalLife { get; set; } = TimeSpan.FromSeconds(1);

    public TimeSpan SharedLife { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an expired entry may answer during an outage of the store.</summary>
    public TimeSpan StaleLife { get; set; } = TimeSpan.FromHours(24);

    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(2);

    // After a failure the store, or Redis, is not asked for its pause.
    public TimeSpan StorePause { get; set; } = TimeSpan.FromSeconds(1);

    public int Capacity { get; set; } = 200_000;

    public TimeSpan RedisTimeout { get; set; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan RedisPause { get; set; } = TimeSpan.FromSeconds(1);
}
