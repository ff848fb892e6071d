using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Documents;

/// <summary>Uploads without a record are deleted; a record never loses its bytes.</summary>
public sealed class SweepTests
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    [Theory, Engines]
    public async Task Sweep_UploadsThatNoRecordKept_AreDeletedAfterADay(SqlEngine engine)
    {
        await using var bench = await DocumentBench.StartAsync(engine);
        bench.Clock.Freeze(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));
        var kept = await bench.KeptAsync(DocumentBench.Pdf(100));
        // A process that was killed between the bytes and the record, and a caller that never came back.
        var received = await bench.UploadAsync(DocumentBench.Pdf(100, 2));
        await Assert.ThrowsAsync<IOException>(() => bench.UploadAsync(DocumentBench.Pdf(3_000_000, 3), until: 2_000_000));
        Assert.Equal((3, 3), (await bench.CountAsync(), bench.Files.Count));

        bench.Clock.Freeze(bench.Clock.GetUtcNow() + Day);
        await bench.Sweep.RunOnceAsync(default);
        Assert.Equal(3, await bench.CountAsync());

        bench.Clock.Freeze(bench.Clock.GetUtcNow() + TimeSpan.FromSeconds(1));
        await bench.Sweep.RunOnceAsync(default);

        Assert.Equal((1, 1), (await bench.CountAsync(), bench.Files.Count));
        Assert.Equal(DocumentBench.Pdf(100), await bench.ReadAsync(kept.Id));
        var failure = await Assert.ThrowsAsync<RpcException>(() => bench.KeepAsync(received));
        Assert.Equal((StatusCode.Unavailable, Reasons.UploadInterrupted), (failure.StatusCode, failure.Reason()));
    }

    [Theory, Engines]
    public async Task Sweep_NeitherListsNorDoomsWhatARecordKeeps(SqlEngine engine)
    {
        await using var bench = await DocumentBench.StartAsync(engine);
        var kept = await bench.KeptAsync(DocumentBench.Pdf(100));

        Assert.Empty(await bench.Database.ReadAsync(sql => DocumentStore.UnkeptAsync(sql, bench.Clock.GetUtcNow() + Day, 10), default));
        // Kept after the sweep had listed it.
        Assert.False(await bench.Database.WriteAsync(sql => DocumentStore.DoomAsync(sql, kept.Id), default));
        Assert.Equal(DocumentBench.Pdf(100), await bench.ReadAsync(kept.Id));
    }

    [Theory, Engines]
    public async Task Sweep_ThatWasInterrupted_IsFinishedByTheNext(SqlEngine engine)
    {
        await using var bench = await DocumentBench.StartAsync(engine);
        await bench.UploadAsync(DocumentBench.Pdf(100));
        await bench.Database.WriteAsync(async sql => await sql.ExecuteAsync("update documents set state = 'Doomed'") == 1, default);

        bench.Clock.Freeze(bench.Clock.GetUtcNow() + Day + Day);
        await bench.Sweep.RunOnceAsync(default);

        Assert.Equal((0, 0), (await bench.CountAsync(), bench.Files.Count));
    }

    [Theory, Engines]
    public async Task Sweep_ARecordRefersToAnUnkeptDocument_LeavesIt(SqlEngine engine)
    {
        await using var bench = await DocumentBench.StartAsync(engine);
        bench.Referred.Add((await bench.UploadAsync(DocumentBench.Pdf(100))).Id);

        bench.Clock.Freeze(bench.Clock.GetUtcNow() + Day + Day);
        await bench.Sweep.RunOnceAsync(default);

        Assert.Equal((1, 1), (await bench.CountAsync(), bench.Files.Count));
        Assert.Single(bench.Logs.Errors);
    }
}
