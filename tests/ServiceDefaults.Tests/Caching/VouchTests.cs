namespace OrdreCouncils.Tests.ServiceDefaults.Caching;

/// <summary>The local life of copies is zero, so only Vouch keeps them fresh.</summary>
public sealed class VouchTests : IAsyncDisposable
{
    private readonly Truth truth = new();
    private readonly Replica replica;

    public VouchTests() => replica = new Replica(truth, edit: options => options.LocalLife = TimeSpan.Zero);

    private static long Later => Environment.TickCount64 + 3_600_000;

    [Fact]
    public async Task Vouch_CopyOfTheStore_AnswersUnasked()
    {
        await replica.AskAsync();

        replica.Cache.Vouch(0, Later);

        Assert.Equal("version 1", await replica.TextAsync());
        Assert.Equal(1, truth.Loads);
    }

    [Fact]
    public async Task Vouch_CopyReadBefore_IsReadAgain()
    {
        await replica.AskAsync();

        replica.Cache.Vouch(Later, Later);

        await replica.AskAsync();
        Assert.Equal(2, truth.Loads);
    }

    [Fact]
    public async Task Vouch_RunOut_IsReadAgain()
    {
        await replica.AskAsync();

        replica.Cache.Vouch(0, Environment.TickCount64);

        await replica.AskAsync();
        Assert.Equal(2, truth.Loads);
    }

    [Fact]
    public async Task EvictOlder_CopyVouchedFor_AnswersNoMore()
    {
        await replica.AskAsync();
        replica.Cache.Vouch(0, Later);
        truth.Version = 2;

        replica.Cache.EvictOlder("1", 2);

        Assert.Equal("version 2", await replica.TextAsync());
    }

    [Fact]
    public async Task EvictOlder_WhileAnOlderIsRead_IsNotVouchedFor()
    {
        var reading = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        truth.OnLoad = _ =>
        {
            reading.TrySetResult();
            return go.Task;
        };
        replica.Cache.Vouch(0, Later);
        var slow = replica.TextAsync();
        await reading.Task;
        truth.Version = 2;

        replica.Cache.EvictOlder("1", 2);
        go.SetResult();

        Assert.Equal("version 1", await slow);
        Assert.Equal("version 2", await replica.TextAsync());
    }

    [Fact]
    public async Task Get_StoreAway_CopyHeldUntilItWasLastVouchedFor()
    {
        await replica.AskAsync();
        var loaded = DateTimeOffset.UtcNow;
        replica.Cache.Vouch(0, Environment.TickCount64);
        truth.Away = true;

        Assert.InRange((await replica.AskAsync()).StaleSince!.Value, loaded, DateTimeOffset.UtcNow);
    }

    public ValueTask DisposeAsync() => replica.DisposeAsync();
}
