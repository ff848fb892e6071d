using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace OrdreCouncils.ServiceDefaults.Caching;

/// <summary>Redis as the cache shared by replicas: versioned bytes, and a message to every replica when a key's version is superseded. A failure of Redis
/// costs a bounded wait and never fails a call. Messages that could not be sent are sent once Redis answers again.</summary>
public sealed class SharedCache : IAsyncDisposable
{
    private const string Channel = "ordre:superseded";
    private const int VersionDigits = 19;

    // A writer that read before another's commit must not replace the newer copy: the script compares the versions in front of the bytes.
    private const string PutUnlessNewer =
        """
        local held = redis.call('GET', KEYS[1])
        if held and string.sub(held, 1, 19) > ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2], 'PX', ARGV[3])
        return 1
        """;

    private const string MarkAndPublish =
        """
        local held = redis.call('GET', KEYS[1])
        if not held or string.sub(held, 1, 19) < ARGV[1] then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
        redis.call('PUBLISH', ARGV[3], ARGV[4])
        return 1
        """;

    private readonly CacheOptions options;
    private readonly ILogger<SharedCache> log;
    private readonly CopySeal? seal;
    private readonly Task<ConnectionMultiplexer?> connecting;
    private readonly CancellationTokenSource ending = new();

    // Versions that Redis has not received yet, each with the tick count after which it no longer matters.
    private readonly ConcurrentDictionary<string, (long Version, long Until)> unsent = new(StringComparer.Ordinal);
    private int sending;
    private long resumeAt;

    public SharedCache(IOptions<CacheOptions> options, ILogger<SharedCache> log)
    {
        this.options = options.Value;
        this.log = log;
        seal = this.options.Redis.Length == 0 ? null : new CopySeal(this.options.IntegrityKey, this.options.SharedLife);
        // In the background: an unavailable Redis must not delay the first call.
        connecting = this.options.Redis.Length == 0
            ? Task.FromResult<ConnectionMultiplexer?>(null)
            : ConnectAsync(ConfigurationOptions.Parse(this.options.Redis));
    }

    public bool IsConfigured => options.Redis.Length > 0;

    /// <summary>Full key and new version, from another replica.</summary>
    public event Action<string, long>? Superseded;

    public event Action? LinkRestored;

    /// <summary>Null also for bytes that no replica wrote for this key and <paramref name="schema"/>.</summary>
    public async ValueTask<Versioned<ReadOnlyMemory<byte>>?> GetAsync(string schema, string key)
    {
        var (_, held) = await TryAsync(database => database.StringGetAsync(key));
        if (held.IsNull)
            return null;
        var bytes = (byte[])held!;
        // A superseded key holds its version only.
        if (bytes.Length == VersionDigits)
            return null;
        if (bytes.Length > VersionDigits
            && long.TryParse(bytes.AsSpan(0, VersionDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && seal!.TryOpen(schema, key, version, bytes.AsMemory(VersionDigits), out var value))
            return value is { } copy ? new Versioned<ReadOnlyMemory<byte>>(copy, version) : null;
        CacheMetrics.Refused.Add(1);
        return null;
    }

    public async ValueTask PutAsync(string schema, string key, ReadOnlyMemory<byte> value, long version)
    {
        if (seal is not null)
        {
            var copy = seal.Seal(schema, key, version, value.Span);
            await TryAsync(
                database => database.ScriptEvaluateAsync(PutUnlessNewer, [key], [Digits(version), copy, (long)options.SharedLife.TotalMilliseconds]));
        }
    }

    public async Task SupersedeAsync(string key, long version)
    {
        if (!IsConfigured || await SendAsync(key, version))
            return;
        var until = Environment.TickCount64 + (long)options.SharedLife.TotalMilliseconds;
        unsent.AddOrUpdate(key, (version, until), (_, known) => (Math.Max(known.Version, version), until));
        if (Interlocked.Exchange(ref sending, 1) == 0)
            _ = Task.Run(SendLaterAsync);
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
        // Messages sent while the link was down are lost, so local entries may be stale.
        redis.ConnectionRestored += (_, _) => LinkRestored?.Invoke();
        redis.GetSubscriber().Subscribe(RedisChannel.Literal(Channel), (_, message) => OnSuperseded(message.ToString()), CommandFlags.FireAndForget);
        return redis;
    }

    private async Task<bool> SendAsync(string key, long version)
    {
        var message = string.Create(CultureInfo.InvariantCulture, $"{version} {key}");
        return (await TryAsync(database => database.ScriptEvaluateAsync(
            MarkAndPublish, [key], [Digits(version), (long)options.SharedLife.TotalMilliseconds, Channel, message]))).Answered;
    }

    private async Task SendLaterAsync()
    {
        do
        {
            while (!unsent.IsEmpty && !ending.IsCancellationRequested)
            {
                await Task.Delay(options.RedisPause, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                foreach (var entry in unsent)
                {
                    if (Environment.TickCount64 < entry.Value.Until && !await SendAsync(entry.Key, entry.Value.Version))
                        break;
                    unsent.TryRemove(entry);
                }
            }

            Interlocked.Exchange(ref sending, 0);
        }
        while (!unsent.IsEmpty && !ending.IsCancellationRequested && Interlocked.Exchange(ref sending, 1) == 0);
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
