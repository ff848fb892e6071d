using System.Globalization;
using OrdreCouncils.Tests.Pipelines.Support;
using StackExchange.Redis;

namespace OrdreCouncils.Tests.Pipelines.Redis;

public class LoadTests(RedisServer server) : IClassFixture<RedisServer>
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task Value_OfManyMegabytes_ComesBackByteForByte(int megabytes)
    {
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();
        var value = new byte[megabytes * 1024 * 1024];
        new Random(megabytes).NextBytes(value);

        await db.StringSetAsync($"big:{megabytes}", value);

        Bytes.AssertSame(value, await db.StringGetAsync($"big:{megabytes}"));
    }

    [Fact]
    public async Task Reply_OfAHundredThousandElements_KeepsEachInItsPlace()
    {
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();
        var expected = Enumerable.Range(0, 100_000).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();
        await db.ListRightPushAsync("long", [.. expected.Select(e => (RedisValue)e)]);

        Assert.Equal(expected, (await db.ListRangeAsync("long")).ToStringArray());

        await db.StringSetAsync("after", "a small reply after a large one");
        Assert.Equal("a small reply after a large one", await db.StringGetAsync("after"));
    }

    [Fact]
    public async Task Operations_TenThousandAtOnce_EachGetItsOwnAnswer()
    {
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10_000).Select(i => Task.Run(async () =>
        {
            await db.StringSetAsync($"many:{i}", $"value {i}");
            return await db.StringGetAsync($"many:{i}");
        }))).Patiently();

        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => $"value {i}"), answers.Select(a => (string?)a));
    }

    [Fact]
    public async Task Operations_ThreadPoolScheduler_WorksTheSame()
    {
        await using var redis = await server.ConnectAsync(o => o.SocketManager = SocketManager.ThreadPool);
        var db = redis.GetDatabase();

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => db.ExecuteAsync("ECHO", i))).Patiently();

        Assert.Equal(Enumerable.Range(0, 1000), answers.Select(a => (int)a));
    }
}
