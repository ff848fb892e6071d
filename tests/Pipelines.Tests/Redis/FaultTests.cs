using OrdreCouncils.Tests.Pipelines.Support;
using StackExchange.Redis;

namespace OrdreCouncils.Tests.Pipelines.Redis;

/// <summary>The server misbehaves; each test has its own.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private readonly RedisServer _server = new();

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task FrozenServer_AsyncCall_TimesOutThenWorksAgain()
    {
        await using var redis = await _server.ConnectAsync(o => o.AsyncTimeout = 200);
        var db = redis.GetDatabase();
        await db.StringSetAsync("key", "value");

        _server.Freeze();
        await Assert.ThrowsAsync<RedisTimeoutException>(() => db.StringGetAsync("key")).Patiently();
        _server.Thaw();

        await using var patient = await _server.ConnectAsync();
        Assert.Equal("value", await patient.GetDatabase().StringGetAsync("key"));
        Assert.True(redis.IsConnected);
    }

    [Fact]
    public async Task FrozenServer_SynchronousCall_TimesOut()
    {
        await using var redis = await _server.ConnectAsync(o => o.SyncTimeout = 200);

        _server.Freeze();

        Assert.Throws<RedisTimeoutException>(() => redis.GetDatabase().StringGet("key"));
        _server.Thaw();
    }

    [Fact]
    public async Task FrozenServer_MoreBytesThanTheWireHolds_AllArriveAfterTheThaw()
    {
        await using var redis = await _server.ConnectAsync();
        var db = redis.GetDatabase();
        var value = new byte[1024 * 1024];
        new Random(1).NextBytes(value);

        _server.Freeze();
        var writes = Enumerable.Range(0, 48).Select(i => Task.Run(() => db.StringSetAsync($"held:{i}", value))).ToArray();
        Assert.DoesNotContain(writes, w => w.IsCompleted);
        _server.Thaw();

        Assert.All(await Task.WhenAll(writes).Patiently(), Assert.True);
        for (var i = 0; i < 48; i++)
            Bytes.AssertSame(value, await db.StringGetAsync($"held:{i}"));
    }

    [Fact]
    public async Task KilledServer_PendingCall_FailsAndRestartRecovers()
    {
        await using var redis = await _server.ConnectAsync();
        var db = redis.GetDatabase();
        var events = new ConnectionEvents(redis);

        _server.Freeze(); // the call is surely on the wire and surely unanswered when the server dies
        var pending = db.StringGetAsync("key");
        await _server.KillAsync();

        await Assert.ThrowsAsync<RedisConnectionException>(() => pending).Patiently();
        await events.Failed;
        await _server.RestartAsync();
        await events.Restored;
        Assert.True(await db.StringSetAsync("key", "after"));
        Assert.Equal("after", await db.StringGetAsync("key"));
    }

    [Fact]
    public async Task KilledServer_Subscription_IsRenewedAfterRestart()
    {
        await using var redis = await _server.ConnectAsync();
        var channel = RedisChannel.Literal("news");
        var received = await redis.GetSubscriber().SubscribeAsync(channel);
        var renewed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        redis.ConnectionRestored += (_, e) =>
        {
            if (e.ConnectionType == ConnectionType.Subscription)
                renewed.TrySetResult();
        };

        await _server.KillAsync();
        await _server.RestartAsync();
        await renewed.Task.Patiently();
        await using var publisher = await _server.ConnectAsync();

        await PublishUntilReceivedAsync().Patiently();
        Assert.Equal("hello", (await received.ReadAsync().Patiently()).Message);

        // The event precedes the reply to the renewed SUBSCRIBE: the server says when it counts a receiver.
        async Task PublishUntilReceivedAsync()
        {
            while (await publisher.GetSubscriber().PublishAsync(channel, "hello") == 0)
                await publisher.GetDatabase().PingAsync();
        }
    }

    [Fact]
    public async Task ServerClosesConnection_IsNoticedAndRecovers()
    {
        await using var redis = await _server.ConnectAsync();
        await using var admin = await _server.ConnectAsync();
        var events = new ConnectionEvents(redis);

        await admin.GetDatabase().ExecuteAsync("CLIENT", "KILL", "TYPE", "normal");

        Assert.Equal(ConnectionFailureType.SocketClosed, (await events.Failed).FailureType);
        await events.Restored;
        Assert.Equal("back", (string?)await redis.GetDatabase().ExecuteAsync("ECHO", "back"));
    }

    [Fact]
    public async Task Disposal_WhileCallsAreInFlight_EndsEveryCall()
    {
        var redis = await _server.ConnectAsync();
        var db = redis.GetDatabase();
        _server.Freeze();
        var pending = Enumerable.Range(0, 100).Select(i => db.StringGetAsync($"key:{i}")).ToArray();

        await redis.CloseAsync(allowCommandsToComplete: false).Patiently();
        redis.Dispose();

        foreach (var call in pending)
        {
            var error = await Assert.ThrowsAnyAsync<Exception>(() => call).Patiently();
            Assert.True(error is RedisException or TaskCanceledException, error.ToString());
        }

        _server.Thaw();
    }
}
