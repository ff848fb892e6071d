namespace OrdreCouncils.ServiceDefaults.Caching;

/// <summary>A value and the version of its row. Versions of a key only grow.</summary>
public sealed record Versioned<T>(T Value, long Version);

/// <summary>Null for no row. <c>StaleSince</c>, during an outage of the store: until when the copy was known to be current.</summary>
public readonly record struct CacheAnswer<T>(T? Value, DateTimeOffset? StaleSince)
    where T : class;
