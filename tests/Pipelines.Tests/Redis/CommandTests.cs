using OrdreCouncils.Tests.Pipelines.Support;
using StackExchange.Redis;

namespace OrdreCouncils.Tests.Pipelines.Redis;

public class CommandTests(RedisServer server) : IClassFixture<RedisServer>
{
    [Fact]
    public async Task String_SetThenGet_GivesTheValueBack()
    {
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();

        Assert.True(await db.StringSetAsync("string", "Conseil départemental"));

        Assert.Equal("Conseil départemental", await db.StringGetAsync("string"));
        Assert.True((await db.StringGetAsync("absent")).IsNull);
    }

    [Fact]
    public async Task String_SynchronousCalls_Answer()
    {
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();

        db.StringSet("sync", 41);

        Assert.Equal(42, db.StringIncrement("sync"));
    }

    [Fact]
    public async Task Structures_HashListSetSortedSet_KeepTheirContents()
    {
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();

        await db.HashSetAsync("hash", [new("name", "Martin"), new("council", "75")]);
        await db.ListRightPushAsync("list", ["a", "b", "c"]);
        await db.SetAddAsync("set", ["x", "y"]);
        await db.SortedSetAddAsync("zset", [new("second", 2), new("first", 1.5)]);

        Assert.Equal(["name=Martin", "council=75"], (await db.HashGetAllAsync("hash")).Select(e => $"{e.Name}={e.Value}"));
        Assert.Equal("a b c", string.Join(' ', await db.ListRangeAsync("list")));
        Assert.Equal(["x", "y"], (await db.SetMembersAsync("set")).ToStringArray().Order());
        Assert.Equal([new("first", 1.5), new("second", 2)], await db.SortedSetRangeByRankWithScoresAsync("zset"));
    }

    [Fact]
    public async Task Stream_AddThenRange_GivesEntriesWithFields()
    {
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();

        await db.StreamAddAsync("stream", [new("kind", "filed"), new("case", "7")]);
        await db.StreamAddAsync("stream", "kind", "heard");

        var entries = await db.StreamRangeAsync("stream");
        Assert.Equal(["kind=filed,case=7", "kind=heard"], entries.Select(e => string.Join(',', e.Values.Select(v => $"{v.Name}={v.Value}"))));
    }

    [Fact]
    public async Task Pipelining_AThousandCommandsUnawaited_AnswerInOrder()
    {
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();

        var answers = Enumerable.Range(0, 1000).Select(_ => db.StringIncrementAsync("counter")).ToArray();

        Assert.Equal(Enumerable.Range(1, 1000).Select(n => (long)n), await Task.WhenAll(answers));
    }

    [Theory]
    [InlineData(RedisProtocol.Resp2)]
    [InlineData(RedisProtocol.Resp3)]
    public async Task PubSub_HandlersAddedTogether_EachReceiveEveryMessageInOrder(RedisProtocol protocol)
    {
        await using var redis = await server.ConnectAsync(o => o.Protocol = protocol);
        var channel = RedisChannel.Literal($"events-{protocol}");
        var bus = redis.GetSubscriber();
        var queue = await bus.SubscribeAsync(channel);
        var counted = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Count(RedisChannel c, RedisValue v)
        {
            if (Interlocked.Increment(ref counted) == 400)
                all.SetResult();
        }

        await bus.SubscribeAsync(channel, Count);
        await bus.SubscribeAsync(channel, (c, v) => Count(c, v));
        for (var i = 0; i < 200; i++)
            await bus.PublishAsync(channel, i);

        for (var i = 0; i < 200; i++)
            Assert.Equal(i, (int)(await queue.ReadAsync().Patiently()).Message);
        await all.Task.Patiently();
    }

    [Fact]
    public async Task Transaction_ConditionHolds_AppliesAll()
    {
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();
        await db.KeyDeleteAsync(["tx:a", "tx:b"]);
        var transaction = db.CreateTransaction();
        transaction.AddCondition(Condition.KeyNotExists("tx:a"));
        var a = transaction.StringSetAsync("tx:a", 1);
        var b = transaction.StringIncrementAsync("tx:b", 5);

        Assert.True(await transaction.ExecuteAsync());

        Assert.True(await a);
        Assert.Equal(5, await b);
    }

    [Fact]
    public async Task Transaction_ConditionFails_AppliesNothing()
    {
        await using var redis = await server.ConnectAsync();
        var db = redis.GetDatabase();
        await db.StringSetAsync("txf:a", "taken");
        var transaction = db.CreateTransaction();
        transaction.AddCondition(Condition.KeyNotExists("txf:a"));
        var set = transaction.StringSetAsync("txf:b", 1);

        Assert.False(await transaction.ExecuteAsync());

        await Assert.ThrowsAsync<TaskCanceledException>(() => set);
        Assert.False(await db.KeyExistsAsync("txf:b"));
    }

    [Fact]
    public async Task Script_NestedArrays_ComeBackWhole()
    {
        await using var redis = await server.ConnectAsync();
        const string script = "local r = {} for i = 1, tonumber(ARGV[1]) do r[i] = {i, {tostring(i), 'end'}} end return r";

        var rows = (RedisResult[])(await redis.GetDatabase().ScriptEvaluateAsync(script, values: [5000]))!;

        Assert.Equal(
            Enumerable.Range(1, 5000).Select(i => $"{i} {i} end"),
            rows.Select(row => $"{row[0]} {row[1][0]} {row[1][1]}"));
    }

    [Fact]
    public async Task Script_Error_IsTheServersOwn()
    {
        await using var redis = await server.ConnectAsync();

        var error = await Assert.ThrowsAsync<RedisServerException>(
            () => redis.GetDatabase().ScriptEvaluateAsync("return redis.error_reply('NOPE because')"));

        Assert.Contains("NOPE because", error.Message, StringComparison.Ordinal);
    }
}
