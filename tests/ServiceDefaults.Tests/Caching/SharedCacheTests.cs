using System.Diagnostics;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Caching;

/// <summary>A real Redis that is stopped, frozen, emptied and restarted.</summary>
public class SharedCacheTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private const string RedisKey = "ordre:ordre.testbed.v1.Note:1";

    private static readonly string Schema = CacheSchema.Of(Note.Descriptor);

    public Task InitializeAsync() => redis.FlushAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Get_SecondReplica_IsServedByRedis()
    {
        var truth = new Truth();
        await using var one = await LinkedAsync(truth);
        await using var two = await LinkedAsync(truth);
        await one.AskAsync();

        Assert.Equal("version 1", await two.TextAsync());

        Assert.Equal(1, truth.Loads);
    }

    [Fact]
    public async Task Get_CopyOutOfRedis_IsComparedWithTheStoreBeforeItIsVouchedFor()
    {
        var truth = new Truth();
        await using var one = await LinkedAsync(truth);
        await using var two = await LinkedAsync(truth, options => options.LocalLife = TimeSpan.Zero);
        await one.AskAsync();
        // Redis does not receive this change.
        truth.Version = 2;
        Assert.Equal("version 1", await two.TextAsync());
        two.Cache.Vouch(0, Environment.TickCount64 + 3_600_000);

        Assert.Equal("version 2", await two.CompareAsync());
    }

    [Fact]
    public async Task Supersede_OnOneReplica_IsSeenByTheOtherBeforeItsCopysLifeEnds()
    {
        var truth = new Truth();
        // The local life is so long that only a message can end it.
        await using var one = await LinkedAsync(truth, options => options.LocalLife = TimeSpan.FromHours(1));
        await using var two = await LinkedAsync(truth, options => options.LocalLife = TimeSpan.FromHours(1));
        await WaitForSubscriptionAsync(one, two);
        await two.AskAsync();

        await one.ChangeAsync();

        await Until.TrueAsync(async () => await two.TextAsync() == "version 2", "the message");
        Assert.Equal("version 2", await one.TextAsync());
    }

    [Fact]
    public async Task Put_OlderThanWhatIsHeld_ChangesNothing()
    {
        await using var replica = await LinkedAsync(new Truth());
        await replica.Shared.PutAsync("s", "k", "new"u8.ToArray(), 10);

        await replica.Shared.PutAsync("s", "k", "old"u8.ToArray(), 9);

        var held = await replica.Shared.GetAsync("s", "k");
        Assert.Equal((10, "new"), (held!.Version, System.Text.Encoding.UTF8.GetString(held.Value.Span)));
    }

    [Fact]
    public async Task Put_OlderThanASupersededVersion_ChangesNothing()
    {
        await using var replica = await LinkedAsync(new Truth());
        await replica.Shared.SupersedeAsync("k", 10);

        await replica.Shared.PutAsync("s", "k", "old"u8.ToArray(), 9);
        Assert.Null(await replica.Shared.GetAsync("s", "k"));

        await replica.Shared.PutAsync("s", "k", "new"u8.ToArray(), 10);
        Assert.Equal(10, (await replica.Shared.GetAsync("s", "k"))!.Version);
        await replica.Shared.SupersedeAsync("k", 10);
        Assert.Equal(10, (await replica.Shared.GetAsync("s", "k"))!.Version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("not nineteen digits then some bytes")]
    [InlineData("0000000000000000001\u0007\u0007")]
    public async Task Get_WhatRedisHoldsIsNotOurs_AsksTheStore(string held)
    {
        await using var replica = await LinkedAsync(new Truth());
        await redis.Database.StringSetAsync(RedisKey, held);

        Assert.Equal("version 1", await replica.TextAsync());
    }

    [Fact]
    public async Task Get_KeyOfAnotherKindInRedis_AsksTheStore()
    {
        await using var replica = await LinkedAsync(new Truth());
        await redis.Database.ListLeftPushAsync(RedisKey, "x");

        Assert.Equal("version 1", await replica.TextAsync());
    }

    [Fact]
    public async Task Get_RedisFlushed_AsksTheStore()
    {
        var truth = new Truth();
        await using var one = await LinkedAsync(truth);
        await using var two = await LinkedAsync(truth);
        await one.AskAsync();
        // Redis does not receive this change, so before the flush it holds the stale copy.
        truth.Version = 2;

        await redis.FlushAsync();

        Assert.Equal("version 2", await two.TextAsync());
        Assert.Equal(2, truth.Loads);
    }

    [Fact]
    public async Task Get_OldCopyPutBackAfterAFlush_IsNotTakenByWhoChangedIt()
    {
        var truth = new Truth();
        await using var one = await LinkedAsync(truth, options => options.LocalLife = TimeSpan.Zero);
        await one.AskAsync();
        var old = await one.Shared.GetAsync(Schema, RedisKey);
        await one.ChangeAsync();

        // The flush removed the mark of the new version, so a slow reader can put the old copy back.
        await redis.FlushAsync();
        await one.Shared.PutAsync(Schema, RedisKey, old!.Value, old.Version);
        Assert.Equal(1, (await one.Shared.GetAsync(Schema, RedisKey))?.Version);

        Assert.Equal("version 2", await one.TextAsync());
    }

    [Fact]
    public async Task Get_RedisFrozen_AnswersFromTheStoreInBoundedTime()
    {
        var truth = new Truth();
        await using var one = await LinkedAsync(truth, options =>
        {
            options.LocalLife = TimeSpan.Zero;
            options.RedisTimeout = TimeSpan.FromMilliseconds(100);
            options.RedisPause = TimeSpan.FromMinutes(1);
        });
        await one.AskAsync();
        using (redis.Server.Freeze())
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < 100; i++)
            {
                await one.ChangeAsync();
                Assert.Equal($"version {truth.Version}", await one.TextAsync());
            }

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
        }
    }

    [Fact]
    public async Task Supersede_WhileRedisIsFrozen_ReachesTheOthersOnceItGoesOn()
    {
        var truth = new Truth();
        await using var one = await LinkedAsync(truth, options => options.RedisTimeout = TimeSpan.FromMilliseconds(200));
        await using var two = await LinkedAsync(truth, options =>
        {
            options.LocalLife = TimeSpan.FromHours(1);
            options.RedisTimeout = TimeSpan.FromMilliseconds(200);
        });
        await WaitForSubscriptionAsync(one, two);
        await one.AskAsync();
        await two.AskAsync();
        using (redis.Server.Freeze())
            await one.ChangeAsync();

        await Until.TrueAsync(async () => await two.TextAsync() == "version 2", "the late message");
        Assert.Equal("version 2", await one.TextAsync());
    }

    [Fact]
    public async Task Supersede_WhileRedisIsLeftAlone_IsToldAllTheSame()
    {
        var truth = new Truth();
        await using var one = await LinkedAsync(truth, options => options.RedisPause = TimeSpan.FromMilliseconds(300));
        await using var two = await LinkedAsync(truth, options => options.LocalLife = TimeSpan.FromHours(1));
        await WaitForSubscriptionAsync(one, two);
        await two.AskAsync();
        // After a failed command this replica pauses its use of Redis; the change happens during the pause.
        await redis.Database.ListLeftPushAsync("list", "x");
        await one.Shared.GetAsync("s", "list");

        await one.ChangeAsync();

        await Until.TrueAsync(async () => await two.TextAsync() == "version 2", "the message");
    }

    [Fact]
    public async Task Get_RedisAwayAtTheStart_AnswersAtOnceAndUsesItOnceItIsThere()
    {
        var truth = new Truth();
        var port = ChildProcess.FreePort();
        var watch = Stopwatch.StartNew();
        await using var one = new Replica(truth, $"127.0.0.1:{port},connectTimeout=1000", options => options.LocalLife = TimeSpan.Zero);

        Assert.Equal("version 1", await one.TextAsync());
        await one.ChangeAsync();
        Assert.Equal("version 2", await one.TextAsync());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");

        using var late = await RedisServer.StartAsync(port);
        await one.LinkedAsync();
        await using var two = new Replica(truth, late.Configuration, options => options.LocalLife = TimeSpan.FromHours(1));
        await two.LinkedAsync();
        await WaitForSubscriptionAsync(one, two);
    }

    [Fact]
    public async Task Get_RedisStoppedAndBack_IsNeverWrongAndLinksAgain()
    {
        var truth = new Truth();
        var own = await RedisServer.StartAsync();
        await using var one = new Replica(truth, own.Configuration, Quick);
        await using var two = new Replica(truth, own.Configuration, Quick);
        await one.LinkedAsync();
        await two.LinkedAsync();
        await WaitForSubscriptionAsync(one, two);
        await two.AskAsync();

        own.Dispose();
        for (var i = 0; i < 5; i++)
        {
            await one.ChangeAsync();
            Assert.Equal($"version {truth.Version}", await one.TextAsync());
        }

        own = await RedisServer.StartAsync(own.Port);
        using (own)
        {
            await one.LinkedAsync();
            await two.LinkedAsync();
            // Messages sent while the connection was down are lost, so copies from that time may be stale.
            await Until.TrueAsync(async () => await two.TextAsync() == $"version {truth.Version}", "the link's return");
            await WaitForSubscriptionAsync(one, two);
        }

        static void Quick(CacheOptions options) => options.LocalLife = TimeSpan.FromHours(1);
    }

    [Fact]
    public async Task Get_CutOffWhileAnotherChanged_DoubtsItsCopyOnceLinkedAgain()
    {
        var truth = new Truth();
        using var gate = new TcpGate(redis.Server.Port);
        await using var one = await LinkedAsync(truth);
        await using var two = new Replica(truth, RedisServer.At(gate.Port), options => options.LocalLife = TimeSpan.FromHours(1));
        await two.LinkedAsync();
        await WaitForSubscriptionAsync(one, two);
        await two.AskAsync();

        // Replica two is cut off; Redis receives the change and informs every connected replica.
        gate.Set(GateMode.Shut);
        await one.ChangeAsync();
        gate.Set(GateMode.Open);

        await Until.TrueAsync(async () => await two.TextAsync() == "version 2", "the link's return");
    }

    private async Task<Replica> LinkedAsync(Truth truth, Action<CacheOptions>? edit = null)
    {
        var replica = new Replica(truth, redis.Server.Configuration, edit);
        await replica.LinkedAsync();
        return replica;
    }

    /// <summary>Waits until the second replica has subscribed and receives the first one's messages.</summary>
    private static async Task WaitForSubscriptionAsync(Replica one, Replica two)
    {
        var heard = 0;
        void Hear(string key, long version) => Interlocked.Increment(ref heard);
        two.Shared.Superseded += Hear;
        await Until.TrueAsync(
            async () =>
            {
                await one.Shared.SupersedeAsync("hears", 1);
                return Volatile.Read(ref heard) > 0;
            },
            "a subscription");
        two.Shared.Superseded -= Hear;
    }
}
