using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Feed;
using OrdreCouncils.Tests.Registry.WatchLists;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Continuity;

/// <summary>Once a suspension is acknowledged, nobody is told any more that the physician may practise, whatever Redis does.</summary>
public sealed class SuspendedTests : IDisposable
{
    private static readonly string Rpps = NumberedFile.Rpps(1);
    private static readonly string RedisKey = $"ordre:{RegisterEntry.Descriptor.FullName}:{Rpps}";
    private readonly ContinuityBench bench = new();

    public void Dispose() => bench.Dispose();

    /// <summary>What happens to Redis between the look that filled the caches and the suspension.</summary>
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
        // Where it matters what Redis holds, a busy machine is no reason to leave it alone.
        (string, string)[] settings = redis == Redis.Flushed ? [("Cache:RedisTimeout", "00:00:30")] : [];
        await using var here = await bench.StartAsync(store, gate.Port, settings);
        // Redis goes on for the others, and holds what was true before.
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
        var copy = await shared.GetAsync(RedisKey);
        using var other = await DisturbAsync(redis, server, gate);
        if (redis == Redis.Flushed)
        {
            Assert.NotNull(copy);
            Assert.Null(await shared.GetAsync(RedisKey));
        }

        await ContinuityBench.SuspendAsync(here, Rpps);
        if (redis == Redis.Flushed)
        {
            // With the mark of the new version gone, a reader that was slow puts the old copy back.
            server.Flush();
            await shared.PutAsync(RedisKey, copy!.Value, copy.Version);
            Assert.Equal(copy.Version, (await shared.GetAsync(RedisKey))?.Version);
        }

        foreach (var face in ours)
            Assert.False(await face.AskAsync(), face.Name);
        foreach (var face in theirs.Where(face => !face.Cached))
            Assert.False(await face.AskAsync(), face.Name);
        // The other process has its copy for a second; once it is over, no face goes back.
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
                // Past every patience: answers come when nobody waits any more.
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
