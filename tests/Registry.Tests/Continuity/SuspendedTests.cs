using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Feed;
using OrdreCouncils.Tests.Registry.WatchLists;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Continuity;

/// <summary>After a suspension is acknowledged, no read answers that the physician may practise, whatever happens to Redis.</summary>
public sealed class SuspendedTests : IDisposable
{
    private static readonly string Rpps = NumberedFile.Rpps(1);
    private static readonly string RedisKey = $"ordre:{RegisterEntry.Descriptor.FullName}:{Rpps}";
    private readonly ContinuityBench bench = new();

    public void Dispose() => bench.Dispose();

    /// <summary>State of Redis between the read that filled the caches and the suspension.</summary>
    public enum Redis
    {
        Up,
        Slow,
        Stuck,
        Cut,
        CutFromTheWriter,
        Killed,
        Restarted,
        Flushed,
    }

    [Theory]
    [InlineData(Redis.Up)]
    [InlineData(Redis.Slow)]
    [InlineData(Redis.Stuck)]
    [InlineData(Redis.Cut)]
    [InlineData(Redis.CutFromTheWriter)]
    [InlineData(Redis.Killed)]
    [InlineData(Redis.Restarted)]
    [InlineData(Redis.Flushed)]
    public async Task Suspend_WhateverRedisDoes_NoFaceSaysFreeAfterwards(Redis redis)
    {
        using var server = await RedisServer.StartAsync();
        using var gate = new TcpGate(server.Port);
        using var store = await TestStore.CreateAsync(SqlEngine.PostgreSql);
        // This case depends on the content of Redis: a long time-out, so that a slow machine does not make a process pause its use of Redis.
        (string, string)[] settings = redis == Redis.Flushed ? [("Cache:RedisTimeout", "00:00:30")] : [];
        await using var here = await bench.StartAsync(store, gate.Port, settings);
        // When only the writer is cut off, Redis still serves the old copy to the other process.
        await using var there = await bench.StartAsync(store, redis == Redis.CutFromTheWriter ? server.Port : gate.Port, settings);
        await ContinuityBench.LinkedAsync(here);
        await ContinuityBench.LinkedAsync(there);
        await here.ImportAsync(NumberedFile.Of(3));
        var attestation = await ContinuityBench.AttestAsync(here, Rpps);
        var (ours, theirs) = (Faces.Of(here, Rpps, attestation), Faces.Of(there, Rpps, attestation));
        foreach (var face in ours.Concat(theirs))
            Assert.True(await face.AskAsync(), face.Name);
        await (await here.WatchListsAsync()).AddWatchedPhysiciansAsync(WatchListTests.Add(1..2));
        using var watchHere = await here.WatchListAsync();
        using var watchThere = await there.WatchListAsync();
        using var feedThere = await there.WatchAsync(fromNow: true);
        Assert.Null(await watchHere.NextAsync());
        Assert.Null(await watchThere.NextAsync());
        Assert.Null(await feedThere.NextAsync());

        var shared = here.App.Host.Services.GetRequiredService<SharedCache>();
        var copy = await shared.GetAsync(CacheSchema.Of(RegisterEntry.Descriptor), RedisKey);
        using var other = await DisturbAsync(redis, server, gate);
        if (redis == Redis.Flushed)
        {
            Assert.NotNull(copy);
            Assert.Null(await shared.GetAsync(CacheSchema.Of(RegisterEntry.Descriptor), RedisKey));
        }

        await ContinuityBench.SuspendAsync(here, Rpps);
        if (redis == Redis.Flushed)
        {
            // The flush removed the mark of the new version, so a slow reader can put the old copy back.
            server.Flush();
            await shared.PutAsync(CacheSchema.Of(RegisterEntry.Descriptor), RedisKey, copy!.Value, copy.Version);
            Assert.Equal(copy.Version, (await shared.GetAsync(CacheSchema.Of(RegisterEntry.Descriptor), RedisKey))?.Version);
        }

        foreach (var face in ours)
            Assert.False(await face.AskAsync(), face.Name);
        foreach (var face in theirs.Where(face => !face.Cached))
            Assert.False(await face.AskAsync(), face.Name);
        // The other process may use its copy for one second; after that, no read may go back to the old answer.
        await Until.TrueAsync(async () => !Faces.IsFree(await there.VerifyAsync(Rpps)), "the end of the other process's copy");
        for (var round = 0; round < 2; round++)
        {
            foreach (var face in ours.Concat(theirs))
                Assert.False(await face.AskAsync(), face.Name);
        }

        Assert.False(Faces.IsFree((await watchHere.ChangeAsync()).Registration));
        Assert.False(Faces.IsFree((await watchThere.ChangeAsync()).Registration));
        Assert.False(Faces.IsFree((await feedThere.ChangeAsync()).Registration));
    }

    private static async Task<IDisposable?> DisturbAsync(Redis redis, RedisServer server, TcpGate gate)
    {
        switch (redis)
        {
            case Redis.Slow:
                gate.Delay = TimeSpan.FromMilliseconds(20);
                return null;
            case Redis.Stuck:
                // Longer than the callers' time-out, so Redis answers too late.
                gate.Delay = TimeSpan.FromMilliseconds(700);
                return null;
            case Redis.Cut or Redis.CutFromTheWriter:
                gate.Set(GateMode.Shut);
                return null;
            case Redis.Killed:
                server.Kill();
                return null;
            case Redis.Restarted:
                server.Kill();
                return await RedisServer.StartAsync(server.Port);
            case Redis.Flushed:
                server.Flush();
                return null;
            default:
                return null;
        }
    }
}
