using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.AccessLogging;

public class AccessCountsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Add_FromManyThreadsWhileTaken_LosesNone()
    {
        const int Threads = 8, Each = 20_000;
        var counts = new AccessCounts(1000);
        var adding = Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
                await counts.AddAsync(Key($"notes/{i % 50}"), Noon.AddSeconds(thread), CancellationToken.None);
        })));
        var taken = 0;
        while (!adding.IsCompleted)
            taken += counts.TakeAll().Values.Sum(tally => tally.Count);
        await adding;

        taken += counts.TakeAll().Values.Sum(tally => tally.Count);

        Assert.Equal(Threads * Each, taken);
    }

    [Fact]
    public async Task Take_KeepsTheFirstAndTheLastInstant()
    {
        var counts = new AccessCounts(1000);
        foreach (var second in new[] { 3, 4, 9 })
            await counts.AddAsync(Key("notes/1"), Noon.AddSeconds(second), CancellationToken.None);

        var (key, tally) = Assert.Single(counts.TakeAll());

        Assert.Equal("notes/1", key.Subject);
        Assert.Equal(new AccessTally(3, Noon.AddSeconds(3), Noon.AddSeconds(9)), tally);
        Assert.Empty(counts.TakeAll());
    }

    [Fact]
    public async Task Add_WithoutRoom_WaitsUntilSomeIsTaken()
    {
        var counts = new AccessCounts(1);
        Task? waiting = null;
        for (var i = 0; waiting is null; i++)
        {
            var adding = counts.AddAsync(Key($"notes/{i}"), Noon, CancellationToken.None).AsTask();
            waiting = adding.IsCompleted ? null : adding;
        }

        counts.TakeAll();

        await waiting.InTime();
        Assert.Single(counts.TakeAll());
    }

    [Fact]
    public async Task Add_WithoutRoom_CanBeGivenUp()
    {
        var counts = new AccessCounts(1);
        using var cancellation = new CancellationTokenSource();
        var adding = Task.Run(async () =>
        {
            for (var i = 0; ; i++)
                await counts.AddAsync(Key($"notes/{i}"), Noon, cancellation.Token);
        });

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => adding.InTime());
    }

    private static AccessKey Key(string subject) => new(subject, Caller.System("cnam"), "/notes/Get", Purpose.Registration, Granted: true);
}
