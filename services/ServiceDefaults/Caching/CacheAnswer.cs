namespace OrdreCouncils.ServiceDefaults.Caching;

/// <summary>A value and the version of the row it was made from. Versions of one key only grow.</summary>
public sealed record Versioned<T>(T Value, long Version);

/// <summary>What a cache answers.</summary>
/// <param name="Value">Null when the store has no such row.</param>
/// <param name="StaleSince">Set when the store is away and an older copy answers: the instant until which the copy was known to hold.</param>
public readonly record struct CacheAnswer<T>(T? Value, DateTimeOffset? StaleSince)
    where T : class;
