using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace OrdreCouncils.ServiceDefaults.Caching;

/// <summary>
/// The cache that replicas share: versioned bytes in Redis, and a message to every replica when a key's version is superseded. Redis slow, frozen or
/// away costs one bounded wait a pause; it never fails a call. What could not be told to Redis is told once it answers again: no replica reads a
/// superseded copy from it for longer than <see cref="CacheOptions.SharedLife"/> even then.
/// </summary>
public sealed class SharedCache : IAsyncDisposable
{
    private const string Channel = "ordre:superseded";
    private const int VersionDigits = 19;

    // A writer that read before another's commit must not put its older copy over the newer: the script compares the versions in front of the bytes.
    private const string PutUnlessNewer =
        """
        local held = redis.call('GET', KEYS[1])
        if held and string.sub(held, 1, 19) > ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2], 'PX', ARGV[3])
        return 1
        """;

    // A bare version in place of older bytes, and the message to the other replicas.
    private const string MarkAndTell =
        """
        local held = redis.call('GET', KEYS[1])
        if not held or string.sub(held, 1, 19) < ARGV[1] then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
        redis.call('PUBLISH', ARGV[3], ARGV[4])
        return 1
        """;

    private readonly CacheOptions options;
    private readonly ILogger<SharedCache> log;
    private readonly Task<ConnectionMultiplexer?> connecting;
    private readonly CancellationTokenSource ending = new();

    // Versions that Redis has not been told yet, each with the tick from which it no longer matters.
    private readonly ConcurrentDictionary<string, (long Version, long Until)> untold = new(StringComparer.Ordinal);
    private int telling;
    private long resumeAt;

    public SharedCache(IOptions<CacheOptions> options, ILogger<SharedCache> log)
    {
        this.options = options.Value;
        this.log = log;
        // In the background: a Redis that is away at the start must not hold up the first call.
        connecting = this.options.Redis.Length == 0 ? Task.FromResult<ConnectionMultiplexer?>(null) : ConnectAsync(ConfigurationOptions.Parse(this.options.Redis));
    }

    /// <summary>Whether there is a Redis to ask; what nobody will take need not be made.</summary>
    public bool IsConfigured => options.Redis.Length > 0;

    /// <summary>Another replica superseded a key: its full key and the version that now holds.</summary>
    public event Action<string, long>? Superseded;

    /// <summary>The link to Redis was lost and is back.</summary>
    public event Action? LinkRestored;

    /// <summary>The bytes held under a key and their version; null when there are none, or Redis does not answer in time.</summary>
    public async ValueTask<Versioned<ReadOnlyMemory<byte>>?> GetAsync(string key)
    {
        var (_, held) = await TryAsync(database => database.StringGetAsync(key));
        if (held.IsNull)
            return null;
        var bytes = (byte[])held!;
        // A superseded key holds its version and nothing else.
        return bytes.Length > VersionDigits
            && long.TryParse(bytes.AsSpan(0, VersionDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                ? new Versioned<ReadOnlyMemory<byte>>(bytes.AsMemory(VersionDigits), version)
                : null;
    }

    /// <summary>Keeps bytes unless a newer version is held.</summary>
    public async ValueTask PutAsync(string key, ReadOnlyMemory<byte> value, long version) => await TryAsync(
        database => database.ScriptEvaluateAsync(PutUnlessNewer, [key], [Digits(version), value, (long)options.SharedLife.TotalMilliseconds]));

    /// <summary>Marks a key as superseded by a version, and tells every replica: now, or as soon as Redis answers.</summary>
    public async Task SupersedeAsync(string key, long version)
    {
        if (!IsConfigured || await TellAsync(key, version))
            return;
        var until = Environment.TickCount64 + (long)options.SharedLife.TotalMilliseconds;
        untold.AddOrUpdate(key, (version, until), (_, known) => (Math.Max(known.Version, version), until));
        if (Interlocked.Exchange(ref telling, 1) == 0)
            _ = Task.Run(TellLaterAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        if (await connecting is { } redis)
            await redis.DisposeAsync();
    }

    private async Task<ConnectionMultiplexer?> ConnectAsync(ConfigurationOptions configuration)
    {
        configuration.AbortOnConnectFail = false;
        configuration.AsyncTimeout = (int)options.RedisTimeout.TotalMilliseconds;
        configuration.ConnectTimeout = Math.Min(configuration.ConnectTimeout, 2000);
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        var redis = await ConnectionMultiplexer.ConnectAsync(configuration).ConfigureAwait(false);
        // Messages sent while the link was down are lost: everything kept in the process is then in doubt.
        redis.ConnectionRestored += (_, _) => LinkRestored?.Invoke();
        // Without waiting: subscribed now, or when the link first stands.
        redis.GetSubscriber().Subscribe(RedisChannel.Literal(Channel), (_, message) => OnSuperseded(message.ToString()), CommandFlags.FireAndForget);
        return redis;
    }

    private async Task<bool> TellAsync(string key, long version)
    {
        var message = string.Create(CultureInfo.InvariantCulture, $"{version} {key}");
        return (await TryAsync(database => database.ScriptEvaluateAsync(
            MarkAndTell, [key], [Digits(version), (long)options.SharedLife.TotalMilliseconds, Channel, message]))).Answered;
    }

    private async Task TellLaterAsync()
    {
        do
        {
            while (!untold.IsEmpty && !ending.IsCancellationRequested)
            {
                await Task.Delay(options.RedisPause, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                foreach (var entry in untold)
                {
                    if (Environment.TickCount64 < entry.Value.Until && !await TellAsync(entry.Key, entry.Value.Version))
                        break;
                    untold.TryRemove(entry);
                }
            }

            Interlocked.Exchange(ref telling, 0);
        }
        while (!untold.IsEmpty && !ending.IsCancellationRequested && Interlocked.Exchange(ref telling, 1) == 0);
    }

    private async ValueTask<(bool Answered, T? Value)> TryAsync<T>(Func<IDatabase, Task<T>> command)
    {
        if (!connecting.IsCompletedSuccessfully || connecting.Result is not { } redis || Environment.TickCount64 < Interlocked.Read(ref resumeAt))
            return default;
        try
        {
            return (true, await command(redis.GetDatabase()).WaitAsync(options.RedisTimeout));
        }
        catch (Exception exception)
        {
            // Many calls may find out at once: one says so.
            var now = Environment.TickCount64;
            if (Interlocked.Exchange(ref resumeAt, now + (long)options.RedisPause.TotalMilliseconds) <= now)
                log.LogWarning("Redis does not answer ({Exception}); the store is asked instead", exception.GetType().Name);
            return default;
        }
    }

    private void OnSuperseded(string message)
    {
        var space = message.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0 && long.TryParse(message.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            Superseded?.Invoke(message[(space + 1)..], version);
    }

    private static byte[] Digits(long version) => Encoding.ASCII.GetBytes(version.ToString($"D{VersionDigits}", CultureInfo.InvariantCulture));
}
