using OrdreCouncils.Tests.Pipelines.Support;
using StackExchange.Redis;

namespace OrdreCouncils.Tests.Pipelines.Redis;

/// <summary>The wire misbehaves: crumbs, resets, hang-ups in the middle of a reply.</summary>
public class WireTests(RedisServer server) : IClassFixture<RedisServer>
{
    [Fact]
    public async Task OneByteAtATime_CommandsAndReplies_AreUnharmed()
    {
        await using var proxy = new FaultyProxy(server.EndPoint) { OneByteAtATime = true };
        await using var redis = await ConnectAsync(proxy);
        var db = redis.GetDatabase();
        var value = new byte[20_000];
        new Random(2).NextBytes(value);

        await db.StringSetAsync("crumbs", value);
        await db.ListRightPushAsync("crumbs:list", ["a", "b", "c"]);

        Bytes.AssertSame(value, await db.StringGetAsync("crumbs"));
        Assert.Equal("a b c", string.Join(' ', await db.ListRangeAsync("crumbs:list")));
        var echoes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => db.ExecuteAsync("ECHO", i))).Patiently();
        Assert.Equal(Enumerable.Range(0, 100), echoes.Select(e => (int)e));
    }

    [Theory]
    [InlineData(true, ConnectionFailureType.SocketFailure)]
    [InlineData(false, ConnectionFailureType.SocketClosed)]
    public async Task HangUpMidReply_PendingCall_FailsAtOnceAndTheNextWorks(bool reset, ConnectionFailureType expected)
    {
        await using var proxy = new FaultyProxy(server.EndPoint);
        await using var redis = await ConnectAsync(proxy);
        var db = redis.GetDatabase();
        var key = $"cut:{reset}";
        var value = new byte[1_000_000];
        new Random(3).NextBytes(value);
        await db.StringSetAsync(key, value);
        var events = new ConnectionEvents(redis);

        var cut = proxy.HangUpAfter(500_000, reset);
        var error = await Assert.ThrowsAsync<RedisConnectionException>(() => db.StringGetAsync(key)).Patiently();

        await cut;
        Assert.Equal(expected, error.FailureType);
        Assert.Equal(expected, (await events.Failed).FailureType);
        Bytes.AssertSame(value, await db.StringGetAsync(key));
    }

    [Fact]
    public async Task ManyHangUpsUnderLoad_EveryAnswer_IsTheRightOneOrAnError()
    {
        const int Keys = 64;
        await using (var direct = await server.ConnectAsync())
        {
            for (var i = 0; i < Keys; i++)
                await direct.GetDatabase().StringSetAsync($"storm:{i}", ValueOf(i));
        }

        await using var proxy = new FaultyProxy(server.EndPoint);
        await using var redis = await ConnectAsync(proxy);
        using var over = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 16).Select(r => Task.Run(() => ReadUntilAsync(redis, r, Keys, over.Token))).ToArray();
        var random = new Random(4);
        for (var i = 0; i < 60; i++)
            await proxy.HangUpAfter(random.Next(1, 200_000), reset: i % 2 == 0);

        await over.CancelAsync();
        var (right, wrong, lost) = (await Task.WhenAll(readers).Patiently())
            .Aggregate((a, b) => (a.Right + b.Right, a.Wrong + b.Wrong, a.Lost + b.Lost));

        Assert.Equal(0, wrong);
        Assert.InRange(right, 1, int.MaxValue);
        Assert.InRange(lost, 1, int.MaxValue);
        Assert.Equal(ValueOf(1), await redis.GetDatabase().StringGetAsync("storm:1"));
    }

    private static async Task<(int Right, int Wrong, int Lost)> ReadUntilAsync(
        ConnectionMultiplexer redis, int reader, int keys, CancellationToken over)
    {
        int right = 0, wrong = 0, lost = 0;
        for (var i = reader; !over.IsCancellationRequested; i = (i + 7) % keys)
        {
            try
            {
                if (await redis.GetDatabase().StringGetAsync($"storm:{i}") == ValueOf(i))
                    right++;
                else
                    wrong++;
            }
            catch (RedisConnectionException)
            {
                lost++;
            }
        }

        return (right, wrong, lost);
    }

    private static string ValueOf(int i) => string.Concat(Enumerable.Repeat($"<{i}>", 1 + (i * 50)));

    private static Task<ConnectionMultiplexer> ConnectAsync(FaultyProxy proxy) =>
        ConnectionMultiplexer.ConnectAsync(RedisServer.Options(proxy.EndPoint)).Patiently();
}
