using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Caching;

/// <summary>The store behind the caches, with one row.</summary>
internal sealed class Truth
{
    private int loads;

    public long Version { get; set; } = 1;
    public bool Away { get; set; }
    public bool Missing { get; set; }
    public int Loads => loads;

    /// <summary>Runs after the row is read and before the answer.</summary>
    public Func<CancellationToken, Task> OnLoad { get; set; } = _ => Task.CompletedTask;

    public async Task<Versioned<Note>?> LoadAsync(CancellationToken cancellation)
    {
        Interlocked.Increment(ref loads);
        // The version is captured before OnLoad, so that a change during OnLoad gives a stale row.
        var version = Version;
        var row = Missing ? null : new Versioned<Note>(Note(version), version);
        await OnLoad(cancellation);
        return Away ? throw new NpgsqlException("away") : row;
    }

    public static Note Note(long version) => new() { Id = "1", Text = $"version {version}" };
}

internal sealed class Replica : IAsyncDisposable
{
    private readonly Truth truth;

    public Replica(Truth truth, string redis = "", Action<CacheOptions>? edit = null)
    {
        this.truth = truth;
        var options = new CacheOptions { Redis = redis, IntegrityKey = RedisServer.IntegrityKey, RedisTimeout = TimeSpan.FromSeconds(2), RedisPause = TimeSpan.FromMilliseconds(50) };
        edit?.Invoke(options);
        Shared = new SharedCache(Options.Create(options), Log);
        Cache = new TwoLevelCache<Note>(Shared, Options.Create(options), TimeProvider.System);
    }

    public SharedCache Shared { get; }
    public TwoLevelCache<Note> Cache { get; }
    public static ILogger<SharedCache> Log => NullLogger<SharedCache>.Instance;

    public async Task<CacheAnswer<Note>> AskAsync(string key = "1") => await Cache.GetAsync(key, truth.LoadAsync, CancellationToken.None);

    public async Task<string> TextAsync(string key = "1") => (await AskAsync(key)).Value!.Text;

    /// <summary>Reads with the loader that compares versions.</summary>
    public async Task<string> CompareAsync(string key = "1") =>
        (await Cache.GetAsync(key, truth.LoadAsync, CancellationToken.None, _ => Task.FromResult<long?>(truth.Version))).Value!.Text;

    /// <summary>Changes the store first, then the caches, as a service does.</summary>
    public Task ChangeAsync(string key = "1")
    {
        truth.Version++;
        return Cache.SupersedeAsync(key, truth.Version);
    }

    /// <summary>Waits for the connection to Redis.</summary>
    public Task LinkedAsync() => Until.TrueAsync(
        async () =>
        {
            await Shared.PutAsync("s", "linked", "yes"u8.ToArray(), 1);
            return await Shared.GetAsync("s", "linked") is not null;
        },
        "the link to Redis");

    public async ValueTask DisposeAsync()
    {
        Cache.Dispose();
        await Shared.DisposeAsync();
    }
}
