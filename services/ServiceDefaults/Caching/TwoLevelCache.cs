using Google.Protobuf;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Caching;

/// <summary>
/// Protobuf values by key: in the process, then in Redis, then from the store. After <see cref="SupersedeAsync"/> returns, no read of this process
/// answers an older version; other replicas follow by message, or when their copy's short life ends. While the store is away an older copy answers and
/// says since when; a copy known to be superseded never does.
/// </summary>
public sealed class TwoLevelCache<T> : IDisposable
    where T : class, IMessage<T>, new()
{
    private static readonly MessageParser<T> Parser = new(() => new T());

    private readonly SharedCache shared;
    private readonly CacheOptions options;
    private readonly TimeProvider clock;
    private readonly string prefix = $"ordre:{new T().Descriptor.FullName}:";

    // Entries, and the lowest version still good of keys superseded lately.
    private readonly MemoryCache local;
    private readonly MemoryCache floors;

    // One for some of the keys: between them, an entry and its floor change together.
    private readonly Lock[] gates = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];

    // Entries of an older generation are in doubt: they answer only while the store is away.
    private long generation;
    private long storeResumeAt;

    public TwoLevelCache(SharedCache shared, IOptions<CacheOptions> options, TimeProvider clock)
    {
        this.shared = shared;
        this.options = options.Value;
        this.clock = clock;
        local = new MemoryCache(new MemoryCacheOptions { SizeLimit = options.Value.Capacity });
        // Without a limit, which would drop new ones when reached: their number is bounded by what is written within their life.
        floors = new MemoryCache(new MemoryCacheOptions());
        shared.Superseded += OnSuperseded;
        shared.LinkRestored += DoubtAll;
    }

    /// <summary>A key was superseded, here or in another replica that could say so: whoever follows the records looks now.</summary>
    public event Action? Changed;

    private sealed record Entry(T Value, long Version, long FreshUntil, long Generation, DateTimeOffset LoadedAt);

    /// <summary>The value of a key; the same instance to every caller, who must not change it.</summary>
    /// <param name="key">The record's identifier.</param>
    /// <param name="load">Reads it from the store, with its version; null when there is none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="version">Reads the record's version alone: a copy whose life is over and whose version still holds is not read again.</param>
    public ValueTask<CacheAnswer<T>> GetAsync(
        string key, Func<CancellationToken, Task<Versioned<T>?>> load, CancellationToken cancellation, Func<CancellationToken, Task<long?>>? version = null)
    {
        if (local.TryGetValue(key, out Entry? entry) && Environment.TickCount64 < entry!.FreshUntil && entry.Generation == Interlocked.Read(ref generation))
            return ValueTask.FromResult(new CacheAnswer<T>(entry.Value, null));
        return GetBeyondAsync(key, entry, version is null ? load : token => LoadChangedAsync(entry, load, version, token), cancellation);
    }

    /// <summary>After a commit: copies older than <paramref name="version"/> answer no more.</summary>
    public async Task SupersedeAsync(string key, long version)
    {
        Supersede(key, version);
        await shared.SupersedeAsync(prefix + key, version);
    }

    public void Dispose()
    {
        shared.Superseded -= OnSuperseded;
        shared.LinkRestored -= DoubtAll;
        local.Dispose();
        floors.Dispose();
    }

    private static async Task<Versioned<T>?> LoadChangedAsync(
        Entry? expired, Func<CancellationToken, Task<Versioned<T>?>> load, Func<CancellationToken, Task<long?>> version, CancellationToken cancellation) =>
        expired is not null && await version(cancellation) == expired.Version ? new Versioned<T>(expired.Value, expired.Version) : await load(cancellation);

    private async ValueTask<CacheAnswer<T>> GetBeyondAsync(
        string key, Entry? expired, Func<CancellationToken, Task<Versioned<T>?>> load, CancellationToken cancellation)
    {
        var floor = Floor(key);
        // Before anything is read: what is read after a doubt arises is free of it.
        var born = Interlocked.Read(ref generation);
        if (await shared.GetAsync(prefix + key) is { } held && held.Version >= floor && TryParse(held.Value) is { } parsed)
            return Keep(key, new Versioned<T>(parsed, held.Version), born);

        var canWait = expired is null;
        if (!canWait && Environment.TickCount64 < Interlocked.Read(ref storeResumeAt) && expired!.Version >= Floor(key))
            return new CacheAnswer<T>(expired.Value, expired.LoadedAt);

        Versioned<T>? loaded;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (!canWait)
            limit.CancelAfter(options.StoreTimeout);
        try
        {
            loaded = await load(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception) when (
            !cancellation.IsCancellationRequested && expired is not null && expired.Version >= Floor(key)
            && (StoreAway.Is(exception) || limit.IsCancellationRequested))
        {
            Interlocked.Exchange(ref storeResumeAt, Environment.TickCount64 + (long)options.StorePause.TotalMilliseconds);
            return new CacheAnswer<T>(expired.Value, expired.LoadedAt);
        }

        if (loaded is null)
        {
            local.Remove(key);
            return default;
        }

        await shared.PutAsync(prefix + key, loaded.Value.ToByteArray(), loaded.Version);
        return Keep(key, loaded, born);
    }

    private CacheAnswer<T> Keep(string key, Versioned<T> value, long born)
    {
        // Together, so that a copy superseded in between is never there for anybody, not even for a moment.
        lock (Gate(key))
        {
            // Read before a commit that has been acknowledged meanwhile: right for this caller, who asked before, and for nobody after.
            if (value.Version >= Floor(key))
            {
                var entry = new Entry(
                    value.Value, value.Version, Environment.TickCount64 + (long)options.LocalLife.TotalMilliseconds, born, clock.GetUtcNow());
                local.Set(key, entry, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = options.LocalLife + options.StaleLife });
            }
        }

        return new CacheAnswer<T>(value.Value, null);
    }

    private static T? TryParse(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return Parser.ParseFrom(bytes.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            // Not what was put there: as good as nothing.
            return null;
        }
    }

    private void DoubtAll() => Interlocked.Increment(ref generation);

    private void OnSuperseded(string key, long version)
    {
        if (key.StartsWith(prefix, StringComparison.Ordinal))
            Supersede(key[prefix.Length..], version);
    }

    private void Supersede(string key, long version)
    {
        lock (Gate(key))
        {
            if (version > Floor(key))
                floors.Set(key, version, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = options.SharedLife * 2 });
            if (local.TryGetValue(key, out Entry? entry) && entry!.Version < version)
                local.Remove(key);
        }

        Changed?.Invoke();
    }

    private Lock Gate(string key) => gates[(uint)key.GetHashCode(StringComparison.Ordinal) % (uint)gates.Length];

    private long Floor(string key) => floors.TryGetValue(key, out long floor) ? floor : 0;
}
