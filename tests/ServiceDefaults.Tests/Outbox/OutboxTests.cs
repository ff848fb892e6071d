using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.ServiceDefaults.Outbox;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Outbox;

public class OutboxTests
{
    [Theory, Engines]
    public async Task Deliver_ManyOfSomeKeys_KeepsTheOrderOfEachKey(SqlEngine engine)
    {
        await using var bench = await RelayBench.CreateAsync(engine);
        for (var i = 0; i < 10; i++)
            await bench.OweAsync($"k{i % 3}", $"k{i % 3}-{i}a", $"k{i % 3}-{i}b");

        Assert.Equal(20, await bench.Relay().DeliverDueAsync(CancellationToken.None));

        foreach (var key in (string[])["k0", "k1", "k2"])
        {
            var texts = bench.Texts.Where(text => text.StartsWith(key, StringComparison.Ordinal)).ToList();
            Assert.Equal(texts.Order(StringComparer.Ordinal), texts);
        }

        Assert.Equal(0, await bench.Relay().DeliverDueAsync(CancellationToken.None));
    }

    [Theory, Engines]
    public async Task Deliver_ReplicasWhoseClocksDiffer_FollowsCommitsNotClocks(SqlEngine engine)
    {
        await using var bench = await RelayBench.CreateAsync(engine);
        var start = bench.Clock.Now;
        bench.Clock.Now = start.AddSeconds(5);
        await bench.OweAsync("k", "first");
        bench.Clock.Now = start;
        await bench.OweAsync("k", "second");

        bench.Clock.Now = start.AddSeconds(10);
        await bench.Relay().DeliverDueAsync(CancellationToken.None);

        Assert.Equal(["first", "second"], bench.Texts);
    }

    [Fact]
    public async Task Deliver_ChangeThatBeganFirstAndCommittedLast_ComesLast()
    {
        await using var bench = await RelayBench.CreateAsync(SqlEngine.PostgreSql);
        var begun = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var slow = bench.RunAsync(async change =>
        {
            begun.SetResult();
            await go.Task;
            change.Audit("testbed.note.created", "notes/k", null, null);
            change.Publish(new Testbed.V1.NoteNoted { Id = "slow" }, "k");
        });
        await begun.Task.InTime();
        bench.Clock.Now += TimeSpan.FromSeconds(1);
        await bench.OweAsync("k", "quick");
        go.SetResult();
        await slow;

        await bench.Relay().DeliverDueAsync(CancellationToken.None);

        Assert.Equal(["quick", "slow"], bench.Texts);
    }

    [Theory, Engines]
    public async Task Deliver_TwoTypesOfOneKey_KeepTheirOrder(SqlEngine engine)
    {
        await using var bench = await RelayBench.CreateAsync(engine);
        await bench.OweAsync("k", "1");
        await bench.OweOtherAsync("k", "2");
        await bench.OweAsync("k", "3");

        Assert.Equal(3, await bench.Relay().DeliverDueAsync(CancellationToken.None));

        Assert.Equal(["1", "2", "3"], bench.Texts);
    }

    [Theory, Engines]
    public async Task Deliver_ReceiverFails_TriesAgainLaterAndLaterWithTheSameId(SqlEngine engine)
    {
        await using var bench = await RelayBench.CreateAsync(engine);
        await bench.OweAsync("k", "1", "2");
        var attempts = 0;
        bench.OnMessage = (_, _) => ++attempts <= 3 ? throw new InvalidOperationException() : Task.CompletedTask;
        var relay = bench.Relay();

        foreach (var (wait, expected) in ((int, int)[])[(0, 1), (199, 1), (1, 2), (399, 2), (1, 3), (799, 3)])
        {
            bench.Clock.Now += TimeSpan.FromMilliseconds(wait);
            Assert.Equal(0, await relay.DeliverDueAsync(CancellationToken.None));
            Assert.Equal(expected, attempts);
        }

        bench.Clock.Now += TimeSpan.FromMilliseconds(1);
        Assert.Equal(2, await relay.DeliverDueAsync(CancellationToken.None));
        Assert.Equal(["1", "2"], bench.Texts);
    }

    [Theory, Engines]
    public async Task Deliver_TwoRelays_LeaseKeepsThemApart(SqlEngine engine)
    {
        await using var bench = await RelayBench.CreateAsync(engine);
        await bench.OweAsync("k", "1", "2");
        var taken = new TaskCompletionSource();
        var acknowledge = new TaskCompletionSource();
        bench.OnMessage = (_, _) =>
        {
            taken.TrySetResult();
            return acknowledge.Task;
        };
        var first = bench.Relay().DeliverDueAsync(CancellationToken.None);
        await taken.Task.InTime();

        Assert.Equal(0, await bench.Relay().DeliverDueAsync(CancellationToken.None));

        acknowledge.SetResult();
        Assert.Equal(2, await first);
        Assert.Equal(["1", "2"], bench.Texts);
    }

    [Theory, Engines]
    public async Task Deliver_FourRelaysAtOnce_EachMessageOnce(SqlEngine engine)
    {
        await using var bench = await RelayBench.CreateAsync(engine);
        for (var i = 0; i < 20; i++)
            await bench.OweAsync($"k{i % 5}", $"{i}");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bench.Relay().DeliverDueAsync(CancellationToken.None)));
        await bench.Relay().DeliverDueAsync(CancellationToken.None);

        Assert.Equal(20, bench.Received.Count);
        Assert.Equal(20, bench.Texts.Distinct().Count());
    }

    [Theory]
    [InlineData(SqlEngine.Sqlite, 30)]
    [InlineData(SqlEngine.PostgreSql, 30)]
    [InlineData(SqlEngine.Sqlite, 60)]
    public async Task Deliver_RelayDiesBeforeTheMark_AnotherDeliversAgainOnceTheLeaseIsOver(SqlEngine engine, int lease)
    {
        await using var bench = await RelayBench.CreateAsync(engine);
        if (lease != 30)
            bench.Options.Lease = TimeSpan.FromSeconds(lease);
        await bench.OweAsync("k", "1");
        // The message is delivered, but the relay cannot mark it as delivered because the table is gone.
        bench.OnMessage = (_, _) => bench.Store.ExecuteAsync("alter table outbox rename to outbox_away");
        await Assert.ThrowsAnyAsync<Exception>(() => bench.Relay().DeliverDueAsync(CancellationToken.None));
        await bench.Store.ExecuteAsync("alter table outbox_away rename to outbox");
        bench.OnMessage = (_, _) => Task.CompletedTask;

        bench.Clock.Now += TimeSpan.FromSeconds(lease - 1);
        Assert.Equal(0, await bench.Relay().DeliverDueAsync(CancellationToken.None));
        bench.Clock.Now += TimeSpan.FromSeconds(2);
        Assert.Equal(1, await bench.Relay().DeliverDueAsync(CancellationToken.None));

        Assert.Equal(["1", "1"], bench.Texts);
        Assert.Single(bench.Received.Select(message => message.Id).Distinct());
    }

    [Theory, Engines]
    public async Task Deliver_LateFailureOfARelayWhoseLeaseRanOut_LeavesTheNewLeaseAlone(SqlEngine engine)
    {
        await using var bench = await RelayBench.CreateAsync(engine);
        await bench.OweAsync("k", "1");
        var ends = new Queue<TaskCompletionSource>([new(), new()]);
        var (one, two) = (ends.First(), ends.Last());
        bench.OnMessage = (_, _) => ends.Dequeue().Task;
        var late = bench.Relay().DeliverDueAsync(CancellationToken.None);
        await Until.TrueAsync(() => ends.Count == 1, "the first taking");
        bench.Clock.Now += TimeSpan.FromSeconds(31);
        var current = bench.Relay().DeliverDueAsync(CancellationToken.None);
        await Until.TrueAsync(() => ends.Count == 0, "the second taking");

        one.SetException(new InvalidOperationException());
        await late;

        bench.Clock.Now += TimeSpan.FromSeconds(5);
        Assert.Equal(0, await bench.Relay().DeliverDueAsync(CancellationToken.None));
        two.SetResult();
        Assert.Equal(1, await current);
    }

    [Fact]
    public async Task Deliver_ReceiverHangs_IsGivenUpAtTheConfiguredLimit()
    {
        await using var bench = await RelayBench.CreateAsync(SqlEngine.Sqlite);
        bench.Options.AttemptLimit = TimeSpan.FromMilliseconds(100);
        await bench.OweAsync("k", "1");
        bench.OnMessage = (_, ending) => new TaskCompletionSource().Task.WaitAsync(ending);

        Assert.Equal(0, await bench.Relay().DeliverDueAsync(CancellationToken.None).InTime());
    }

    [Theory, Engines]
    public async Task Deliver_OneKeyHangs_OthersGoOn(SqlEngine engine)
    {
        await using var bench = await RelayBench.CreateAsync(engine);
        await bench.OweAsync("stuck", "stuck");
        await bench.OweAsync("free", "free 1");
        await bench.OweAsync("free", "free 2");
        var release = new TaskCompletionSource();
        bench.OnMessage = (text, _) => text == "stuck" ? release.Task : Task.CompletedTask;

        var delivering = bench.Relay().DeliverDueAsync(CancellationToken.None);

        await Until.TrueAsync(() => bench.Texts.Contains("free 1"), "the other key");
        release.SetResult();
        Assert.Equal(3, await delivering);
    }

    [Theory, Engines]
    public async Task Deliver_OneReceiverHangs_MessagesOfOtherTypesGoOn(SqlEngine engine)
    {
        await using var bench = await RelayBench.CreateAsync(engine);
        for (var i = 0; i < 20; i++)
            await bench.OweAsync($"stuck{i}", $"stuck{i}");
        await bench.OweOtherAsync("k", "other 1");
        await bench.OweOtherAsync("k", "other 2");
        var release = new TaskCompletionSource();
        bench.OnMessage = (_, _) => release.Task;

        var delivering = bench.Relay().DeliverDueAsync(CancellationToken.None);

        await Until.TrueAsync(() => bench.Texts.Contains("other 2"), "the other type");
        release.SetResult();
        Assert.Equal(22, await delivering);
    }

    [Theory, Engines]
    public async Task Deliver_RelayIsStopped_HandsItsMessageOnAtOnce(SqlEngine engine)
    {
        await using var bench = await RelayBench.CreateAsync(engine);
        await bench.OweAsync("k", "1");
        var taken = new TaskCompletionSource();
        bench.OnMessage = (_, ending) =>
        {
            taken.SetResult();
            return new TaskCompletionSource().Task.WaitAsync(ending);
        };
        using var stop = new CancellationTokenSource();
        var stopped = bench.Relay().DeliverDueAsync(stop.Token);
        await taken.Task.InTime();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);

        bench.OnMessage = (_, _) => Task.CompletedTask;
        Assert.Equal(1, await bench.Relay().DeliverDueAsync(CancellationToken.None));
    }

    [Theory, Engines]
    public async Task Host_AfterACommit_DeliversWithoutBeingAsked(SqlEngine engine)
    {
        var receiver = new NotingReceiver();
        await using var app = await NotesHost.StartAsync(engine, services: services => services
            .AddOutboxDelivery<Testbed.V1.NoteNoted, NotingReceiver>().AddSingleton<IOutboxDelivery<Testbed.V1.NoteNoted>>(receiver));
        var client = await app.NotesAsync();

        var note = (await client.CreateNoteAsync(NotesHost.NewNote(publish: true))).Note;

        Assert.Equal(note.Id, await receiver.First.InTime());
    }
}
