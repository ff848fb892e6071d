using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Caching;

public class TwoLevelCacheTests
{
    [Fact]
    public async Task Get_Twice_LoadsOnceAndGivesTheSameInstance()
    {
        var truth = new Truth();
        await using var replica = new Replica(truth, edit: options => options.LocalLife = TimeSpan.FromMinutes(1));

        var first = await replica.AskAsync();
        var second = await replica.AskAsync();

        Assert.Same(first.Value, second.Value);
        Assert.Equal(1, truth.Loads);
    }

    [Fact]
    public async Task Get_AfterSupersede_NeverAnswersTheOlder()
    {
        var truth = new Truth();
        await using var replica = new Replica(truth, edit: options => options.LocalLife = TimeSpan.FromMinutes(1));
        await replica.AskAsync();

        await replica.ChangeAsync();

        Assert.Equal("version 2", await replica.TextAsync());
    }

    [Fact]
    public async Task Get_LifeOverAndVersionHolds_IsNotReadAgain()
    {
        var truth = new Truth();
        await using var replica = new Replica(truth, edit: options => options.LocalLife = TimeSpan.Zero);
        await replica.CompareAsync();

        Assert.Equal("version 1", await replica.CompareAsync());
        Assert.Equal(1, truth.Loads);
        truth.Version = 2;
        Assert.Equal("version 2", await replica.CompareAsync());
    }

    [Fact]
    public async Task Get_ReadBeforeACommitAndAnsweredAfter_IsNotKept()
    {
        var truth = new Truth();
        await using var replica = new Replica(truth, edit: options => options.LocalLife = TimeSpan.FromMinutes(1));
        var reading = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        truth.OnLoad = _ =>
        {
            reading.TrySetResult();
            return go.Task;
        };
        var slow = replica.TextAsync();
        await reading.Task.InTime();
        await replica.ChangeAsync();
        go.SetResult();

        // A read that began before the change may return the old value; later reads may not.
        Assert.Equal("version 1", await slow);
        Assert.Equal("version 2", await replica.TextAsync());
    }

    [Fact]
    public async Task Get_ManyReadersBesideManyChanges_NeverGoBack()
    {
        var truth = new Truth();
        await using var replica = new Replica(truth, edit: options => options.LocalLife = TimeSpan.FromMinutes(1));
        long acknowledged = 1;
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var floor = Interlocked.Read(ref acknowledged);
                var version = long.Parse((await replica.TextAsync())["version ".Length..], System.Globalization.CultureInfo.InvariantCulture);
                Assert.True(version >= floor, $"{version} after {floor} was acknowledged");
            }
        })).ToList();

        for (var i = 0; i < 2000; i++)
        {
            await replica.ChangeAsync();
            Interlocked.Exchange(ref acknowledged, truth.Version);
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    [Fact]
    public async Task Get_StoreAway_AnswersTheOlderCopyAndSaysSinceWhen()
    {
        var truth = new Truth();
        await using var replica = new Replica(truth, edit: options => options.LocalLife = TimeSpan.Zero);
        var before = DateTimeOffset.UtcNow;
        await replica.AskAsync();
        truth.Away = true;

        var answer = await replica.AskAsync();

        Assert.Equal("version 1", answer.Value!.Text);
        Assert.InRange(answer.StaleSince!.Value, before, DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Get_StoreAwayAndNoCopy_Fails()
    {
        var truth = new Truth { Away = true };
        await using var replica = new Replica(truth);

        await Assert.ThrowsAsync<Npgsql.NpgsqlException>(() => replica.AskAsync());
    }

    [Fact]
    public async Task Get_StoreAwayAndTheCopySuperseded_Fails()
    {
        var truth = new Truth();
        await using var replica = new Replica(truth, edit: options => options.LocalLife = TimeSpan.Zero);
        await replica.AskAsync();
        await replica.ChangeAsync();
        truth.Away = true;

        await Assert.ThrowsAsync<Npgsql.NpgsqlException>(() => replica.AskAsync());
    }

    [Fact]
    public async Task Get_StoreBack_AnswersFresh()
    {
        var truth = new Truth();
        await using var replica = new Replica(truth, edit: options =>
        {
            options.LocalLife = TimeSpan.Zero;
            options.StorePause = TimeSpan.Zero;
        });
        await replica.AskAsync();
        truth.Away = true;
        await replica.AskAsync();
        truth.Away = false;
        truth.Version = 2;

        var answer = await replica.AskAsync();

        Assert.Equal(("version 2", null), (answer.Value!.Text, answer.StaleSince));
    }

    [Fact]
    public async Task Get_StoreHangs_AnswersTheOlderCopyInBoundedTimeAndThenAtOnce()
    {
        var truth = new Truth();
        await using var replica = new Replica(truth, edit: options =>
        {
            options.LocalLife = TimeSpan.Zero;
            options.StoreTimeout = TimeSpan.FromMilliseconds(50);
            options.StorePause = TimeSpan.FromMinutes(1);
        });
        await replica.AskAsync();
        // The store ignores cancellation.
        truth.OnLoad = _ => new TaskCompletionSource().Task;

        Assert.NotNull((await replica.AskAsync().InTime()).StaleSince);
        var loads = truth.Loads;
        Assert.NotNull((await replica.AskAsync().InTime()).StaleSince);
        Assert.Equal(loads, truth.Loads);
    }

    [Fact]
    public async Task Get_CallerCancels_EndsWithoutAnOlderCopy()
    {
        var truth = new Truth();
        await using var replica = new Replica(truth, edit: options => options.LocalLife = TimeSpan.Zero);
        await replica.AskAsync();
        truth.OnLoad = cancellation => new TaskCompletionSource().Task.WaitAsync(cancellation);
        using var cancel = new CancellationTokenSource();
        var asking = replica.Cache.GetAsync("1", truth.LoadAsync, cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.InTime());
    }

    [Fact]
    public async Task Get_WrongStatement_IsNotHiddenByACopy()
    {
        var truth = new Truth();
        await using var replica = new Replica(truth, edit: options => options.LocalLife = TimeSpan.Zero);
        await replica.AskAsync();
        truth.OnLoad = _ => throw new InvalidOperationException();

        await Assert.ThrowsAsync<InvalidOperationException>(() => replica.AskAsync());
    }

    [Fact]
    public async Task Get_RowThatIsNotThere_IsNull()
    {
        await using var replica = new Replica(new Truth { Missing = true });

        Assert.Equal((null, null), ((Note?, DateTimeOffset?))((await replica.AskAsync()).Value, (await replica.AskAsync()).StaleSince));
    }
}
