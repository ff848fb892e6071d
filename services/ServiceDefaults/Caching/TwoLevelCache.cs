using Google.Protobuf;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Caching;

/// <summary>Reads protobuf values by key from the process, then Redis, then the store. After <see cref="SupersedeAsync"/> no read in this process returns an
/// older version; other replicas follow by message, or when their copy expires. During an outage of the store an expired copy answers, with
/// <c>StaleSince</c>, unless it is known to be superseded.</summary>
public sealed class TwoLevelCache<T> : IDisposable
    where T : class, IMessage<T>, new()
{
    private static readonly MessageParser<T> Parser = new(() => new T());

    private static readonly string Schema = CacheSchema.Of(new T().Descriptor);

    private readonly SharedCache shared;
    private readonly CacheOptions options;
    private readonly TimeProvider clock;
    private readonly string prefix = $"ordre:{new T().Descriptor.FullName}:";

    // Entries; and for keys superseded lately, the lowest version that may still answer.
    private readonly MemoryCache local;
    private readonly MemoryCache floors;

    // Striped locks: an entry and its floor change together.
    private readonly Lock[] gates = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];

    // Raised when messages may have been lost: entries of an older generation answer only during an outage of the store.
    private long generation;
    private long storeResumeAt;
    private Voucher voucher = new(long.MaxValue, long.MinValue, DateTimeOffset.MinValue);

    public TwoLevelCache(SharedCache shared, IOptions<CacheOptions> options, TimeProvider clock)
    {
        this.shared = shared;
        this.options = options.Value;
        this.clock = clock;
        local = new MemoryCache(new MemoryCacheOptions { SizeLimit = options.Value.Capacity });
        // No size limit, which would evict floors: writes within their life bound their number.
        floors = new MemoryCache(new MemoryCacheOptions());
        shared.Superseded += OnSuperseded;
        shared.LinkRestored += RaiseGeneration;
    }

    public event Action? Changed;

    // Times are Environment.TickCount64. AskedAt: when the store was asked, 0 for a copy from Redis, which was not compared with the store.
    private sealed record Entry(T Value, long Version, long FreshUntil, long AskedAt, long Generation, DateTimeOffset LoadedAt);

    private sealed record Voucher(long Since, long Until, DateTimeOffset At);

    /// <summary>Callers share one instance and must not change it. <paramref name="version"/> spares loading an expired copy of the same version.</summary>
    public ValueTask<CacheAnswer<T>> GetAsync(
        string key, Func<CancellationToken, Task<Versioned<T>?>> load, CancellationToken cancellation, Func<CancellationToken, Task<long?>>? version = null)
    {
        if (local.TryGetValue(key, out Entry? entry) && IsFresh(entry!))
            return ValueTask.FromResult(new CacheAnswer<T>(entry!.Value, null));
        // A copy from Redis is replaced by the store's, not compared by its version alone: Redis answers for one short life.
        if (entry is { AskedAt: 0 })
            return GetBeyondAsync(key, entry, throughRedis: false, load, cancellation);
        return version is null || entry is null
            ? GetBeyondAsync(key, entry, throughRedis: true, load, cancellation)
            : GetBeyondAsync(key, entry, throughRedis: false, token => LoadChangedAsync(entry, load, version, token), cancellation);
    }

    /// <summary>Extends, without asking the store, the life of copies asked of it after <paramref name="since"/> (<see cref="Environment.TickCount64"/>). The
    /// caller follows all changes and has evicted the records that changed, by <see cref="EvictOlder"/>.</summary>
    public void Vouch(long since, long until) => Volatile.Write(ref voucher, new Voucher(since, until, clock.GetUtcNow()));

    public void EvictOlder(string key, long version)
    {
        lock (Gate(key))
        {
            if (version > Floor(key))
                floors.Set(key, version, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = options.SharedLife * 2 });
            if (local.TryGetValue(key, out Entry? entry) && entry!.Version < version)
                local.Remove(key);
        }
    }

    public async Task SupersedeAsync(string key, long version)
    {
        Supersede(key, version);
        await shared.SupersedeAsync(prefix + key, version);
    }

    public void Dispose()
    {
        shared.Superseded -= OnSuperseded;
        shared.LinkRestored -= RaiseGeneration;
        local.Dispose();
        floors.Dispose();
    }

    private static async Task<Versioned<T>?> LoadChangedAsync(
        Entry? expired, Func<CancellationToken, Task<Versioned<T>?>> load, Func<CancellationToken, Task<long?>> version, CancellationToken cancellation) =>
        expired is not null && await version(cancellation) == expired.Version ? new Versioned<T>(expired.Value, expired.Version) : await load(cancellation);

    private bool IsFresh(Entry entry)
    {
        var now = Environment.TickCount64;
        if (entry.Generation != Interlocked.Read(ref generation))
            return false;
        return now < entry.FreshUntil || (Volatile.Read(ref voucher) is var vouched && entry.AskedAt > vouched.Since && now < vouched.Until);
    }

    private DateTimeOffset KnownToHoldAt(Entry entry) =>
        Volatile.Read(ref voucher) is var vouched && entry.AskedAt > vouched.Since && vouched.At > entry.LoadedAt ? vouched.At : entry.LoadedAt;

    private async ValueTask<CacheAnswer<T>> GetBeyondAsync(
        string key, Entry? expired, bool throughRedis, Func<CancellationToken, Task<Versioned<T>?>> load, CancellationToken cancellation)
    {
        var floor = Floor(key);
        var asked = Environment.TickCount64;
        // Before any read: what is read after the generation was raised is not in doubt.
        var entryGeneration = Interlocked.Read(ref generation);
        if (throughRedis && shared.IsConfigured
            && await shared.GetAsync(Schema, prefix + key) is { } held && held.Version >= floor && TryParse(held.Value) is { } parsed)
            return Keep(key, new Versioned<T>(parsed, held.Version), 0, entryGeneration);

        if (expired is not null && Environment.TickCount64 < Interlocked.Read(ref storeResumeAt) && expired.Version >= Floor(key))
            return new CacheAnswer<T>(expired.Value, KnownToHoldAt(expired));

        Versioned<T>? loaded;
        using var limit = expired is null ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit?.CancelAfter(options.StoreTimeout);
        var ending = limit?.Token ?? cancellation;
        try
        {
            loaded = await load(ending).WaitAsync(ending);
        }
        catch (Exception exception) when (
            !cancellation.IsCancellationRequested && expired is not null && expired.Version >= Floor(key)
            && (StoreFailure.IsOutage(exception) || ending.IsCancellationRequested))
        {
            Interlocked.Exchange(ref storeResumeAt, Environment.TickCount64 + (long)options.StorePause.TotalMilliseconds);
            return new CacheAnswer<T>(expired.Value, KnownToHoldAt(expired));
        }

        if (loaded is null)
        {
            local.Remove(key);
            return default;
        }

        if (shared.IsConfigured && !ReferenceEquals(loaded.Value, expired?.Value))
            await shared.PutAsync(Schema, prefix + key, loaded.Value.ToByteArray(), loaded.Version);
        return Keep(key, loaded, asked, entryGeneration);
    }

    private CacheAnswer<T> Keep(string key, Versioned<T> value, long asked, long entryGeneration)
    {
        // In one lock, so that a superseded copy is never visible.
        lock (Gate(key))
        {
            // A read that began before a commit may end after it: right for this caller, not for later ones.
            if (value.Version >= Floor(key))
            {
                var entry = new Entry(
                    value.Value, value.Version, Environment.TickCount64 + (long)options.LocalLife.TotalMilliseconds, asked, entryGeneration, clock.GetUtcNow());
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
            return null;
        }
    }

    private void RaiseGeneration() => Interlocked.Increment(ref generation);

    private void OnSuperseded(string key, long version)
    {
        if (key.StartsWith(prefix, StringComparison.Ordinal))
            Supersede(key[prefix.Length..], version);
    }

    private void Supersede(string key, long version)
    {
        EvictOlder(key, version);
        Changed?.Invoke();
    }

    private Lock Gate(string key) => gates[(uint)key.GetHashCode(StringComparison.Ordinal) % (uint)gates.Length];

    private long Floor(string key) => floors.TryGetValue(key, out long floor) ? floor : 0;
}
