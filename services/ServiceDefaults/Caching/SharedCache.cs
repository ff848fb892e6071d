using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace OrdreCouncils.ServiceDefaults.Caching;

/// <summary>
/// The cache that replicas share: versioned bytes in Redis, and a message to every replica when a key's version is superseded. Redis slow, frozen or
/// away costs one bounded wait a pause; it never makes an answer wrong, and never fails a call.
/// </summary>
public sealed class SharedCache : IAsyncDisposable
{
    private const string Channel = "ordre:superseded";
    private const int VersionDigits = 19;

    // A writer that read before another's commit must not put its older copy over the newer: the script compares the versions in front of the bytes.
    private const string PutIfNewer =
        """
        local held = redis.call('GET', KEYS[1])
        if held and string.sub(held, 1, 19) > ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[1] .. ARGV[2], 'PX', ARGV[3])
        return 1
        """;

    private readonly CacheOptions options;
    private readonly ILogger<SharedCache> log;
    private readonly ConnectionMultiplexer? redis;
    private long resumeAt;

    public SharedCache(IOptions<CacheOptions> options, ILogger<SharedCache> log)
    {
        this.options = options.Value;
        this.log = log;
        if (this.options.Redis.Length == 0)
            return;

        var configuration = ConfigurationOptions.Parse(this.options.Redis);
        configuration.AbortOnConnectFail = false;
        configuration.AsyncTimeout = (int)this.options.RedisTimeout.TotalMilliseconds;
        configuration.ConnectTimeout = Math.Min(configuration.ConnectTimeout, 2000);
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        redis = ConnectionMultiplexer.Connect(configuration);
        // Messages sent while the link was down are lost: everything kept in the process is then in doubt.
        redis.ConnectionRestored += (_, _) => LinkRestored?.Invoke();
        redis.GetSubscriber().Subscribe(RedisChannel.Literal(Channel), (_, message) => OnSuperseded(message.ToString()));
    }

    /// <summary>Another replica superseded a key: its full key and the version that now holds.</summary>
    public event Action<string, long>? Superseded;

    /// <summary>The link to Redis was lost and is back.</summary>
    public event Action? LinkRestored;

    /// <summary>The bytes held under a key and their version; null when there are none, or Redis does not answer in time.</summary>
    public async ValueTask<Versioned<ReadOnlyMemory<byte>>?> GetAsync(string key)
    {
        var held = await TryAsync(database => database.StringGetAsync(key));
        if (held.IsNull)
            return null;
        var bytes = (byte[])held!;
        // A superseded key holds its version and nothing else.
        return bytes.Length <= VersionDigits
            ? null
            : new Versioned<ReadOnlyMemory<byte>>(
                bytes.AsMemory(VersionDigits), long.Parse(bytes.AsSpan(0, VersionDigits), NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>Keeps bytes unless a newer version is held.</summary>
    public async ValueTask PutAsync(string key, ReadOnlyMemory<byte> value, long version) => await TryAsync(
        database => database.ScriptEvaluateAsync(PutIfNewer, [key], [Digits(version), value, (long)options.SharedLife.TotalMilliseconds]));

    /// <summary>Marks a key as superseded by a version, and tells every replica.</summary>
    public async Task SupersedeAsync(string key, long version)
    {
        await PutAsync(key, ReadOnlyMemory<byte>.Empty, version);
        await TryAsync(database => database.PublishAsync(
            RedisChannel.Literal(Channel), string.Create(CultureInfo.InvariantCulture, $"{version} {key}")));
    }

    public async ValueTask DisposeAsync()
    {
        if (redis is not null)
            await redis.DisposeAsync();
    }

    private async ValueTask<T?> TryAsync<T>(Func<IDatabase, Task<T>> command)
    {
        if (redis is null || Environment.TickCount64 < Interlocked.Read(ref resumeAt))
            return default;
        try
        {
            return await command(redis.GetDatabase()).WaitAsync(options.RedisTimeout);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            log.LogWarning("Redis does not answer ({Exception}); the store is asked instead", exception.GetType().Name);
            Interlocked.Exchange(ref resumeAt, Environment.TickCount64 + (long)options.RedisPause.TotalMilliseconds);
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
