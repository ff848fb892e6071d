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
    private Voucher voucher = new(long.MaxValue, long.MinValue, DateTimeOffset.MinValue);

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

    /// <summary>What is kept of a key.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="Version">Its version.</param>
    /// <param name="FreshUntil">When its short life ends, as <see cref="Environment.TickCount64"/> counts.</param>
    /// <param name="AskedAt">When the store was asked for it, so counted; 0 for a copy out of Redis, which nobody has compared with the store.</param>
    /// <param name="Generation">That of its birth.</param>
    /// <param name="LoadedAt">The instant at which it was known to hold.</param>
    private sealed record Entry(T Value, long Version, long FreshUntil, long AskedAt, long Generation, DateTimeOffset LoadedAt);

    /// <summary>Copies asked of the store after <c>Since</c> answer until <c>Until</c>; they were known to hold at <c>At</c>.</summary>
    private sealed record Voucher(long Since, long Until, DateTimeOffset At);

    /// <summary>The value of a key; the same instance to every caller, who must not change it.</summary>
    /// <param name="key">The record's identifier.</param>
    /// <param name="load">Reads it from the store, with its version; null when there is none.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="version">Reads the record's version alone: a copy whose life is over and whose version still holds is not read again.</param>
    public ValueTask<CacheAnswer<T>> GetAsync(
        string key, Func<CancellationToken, Task<Versioned<T>?>> load, CancellationToken cancellation, Func<CancellationToken, Task<long?>>? version = null)
    {
        if (local.TryGetValue(key, out Entry? entry) && IsFresh(entry!))
            return ValueTask.FromResult(new CacheAnswer<T>(entry!.Value, null));
        return version is null || entry is null
            ? GetBeyondAsync(key, entry, throughRedis: true, load, cancellation)
            : GetBeyondAsync(key, entry, throughRedis: false, token => LoadChangedAsync(entry, load, version, token), cancellation);
    }

    /// <summary>
    /// Called by whoever follows every change of the records, once those changed have been superseded here or by <see cref="Outdate"/>: the other
    /// copies that were asked of the store after a moment still hold, and need not be compared with it one by one. Both moments as
    /// <see cref="Environment.TickCount64"/> counts.
    /// </summary>
    /// <param name="since">Copies asked of the store later are vouched for; earlier ones live their short life.</param>
    /// <param name="until">How long they answer for it, unless somebody vouches again.</param>
    public void Vouch(long since, long until) => Volatile.Write(ref voucher, new Voucher(since, until, clock.GetUtcNow()));

    /// <summary>Copies older than a version answer no more in this process: what a follower does with what another process has changed.</summary>
    public void Outdate(string key, long version)
    {
        lock (Gate(key))
        {
            if (version > Floor(key))
                floors.Set(key, version, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = options.SharedLife * 2 });
            if (local.TryGetValue(key, out Entry? entry) && entry!.Version < version)
                local.Remove(key);
        }
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
        // Before anything is read: what is read after a doubt arises is free of it.
        var born = Interlocked.Read(ref generation);
        if (throughRedis && shared.IsConfigured && await shared.GetAsync(prefix + key) is { } held && held.Version >= floor && TryParse(held.Value) is { } parsed)
            return Keep(key, new Versioned<T>(parsed, held.Version), 0, born);

        if (expired is not null && Environment.TickCount64 < Interlocked.Read(ref storeResumeAt) && expired.Version >= Floor(key))
            return new CacheAnswer<T>(expired.Value, KnownToHoldAt(expired));

        Versioned<T>? loaded;
        // Who has a copy to answer with does not wait for long; who has none waits as long as the caller does.
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
            await shared.PutAsync(prefix + key, loaded.Value.ToByteArray(), loaded.Version);
        return Keep(key, loaded, asked, born);
    }

    private CacheAnswer<T> Keep(string key, Versioned<T> value, long asked, long born)
    {
        // Together, so that a copy superseded in between is never there for anybody, not even for a moment.
        lock (Gate(key))
        {
            // Read before a commit that has been acknowledged meanwhile: right for this caller, who asked before, and for nobody after.
            if (value.Version >= Floor(key))
            {
                var entry = new Entry(
                    value.Value, value.Version, Environment.TickCount64 + (long)options.LocalLife.TotalMilliseconds, asked, born, clock.GetUtcNow());
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
        Outdate(key, version);
        Changed?.Invoke();
    }

    private Lock Gate(string key) => gates[(uint)key.GetHashCode(StringComparison.Ordinal) % (uint)gates.Length];

    private long Floor(string key) => floors.TryGetValue(key, out long floor) ? floor : 0;
}
