using Grpc.Core;

namespace OrdreCouncils.Tests.Protos;

public sealed class CancellationTests
{
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Token_OfTheClient_CancelsTheService()
    {
        await using var server = await EchoServer.StartAsync(new EchoHandlers { Say = UntilCancelled });
        using var source = new CancellationTokenSource();

        var call = server.Client.SayAsync(new SayRequest(), cancellationToken: source.Token);
        await entered.Task.WaitAsync(Patience.HangTime);
        await source.CancelAsync();

        var error = await Assert.ThrowsAsync<RpcException>(async () => await call.ResponseAsync.WaitAsync(Patience.HangTime));
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        await cancelled.Task.WaitAsync(Patience.HangTime);
    }

    [Fact]
    public async Task Dispose_OfARunningCall_CancelsTheService()
    {
        await using var server = await EchoServer.StartAsync(new EchoHandlers { Say = UntilCancelled });

        var call = server.Client.SayAsync(new SayRequest());
        await entered.Task.WaitAsync(Patience.HangTime);
        call.Dispose();

        var error = await Assert.ThrowsAsync<RpcException>(async () => await call.ResponseAsync.WaitAsync(Patience.HangTime));
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        await cancelled.Task.WaitAsync(Patience.HangTime);
    }

    [Fact]
    public async Task Dispose_OfAStream_CancelsTheService()
    {
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Chat = async (_, _, context) => await UntilCancelled(new SayRequest(), context),
        });

        using (server.Client.Chat())
            await entered.Task.WaitAsync(Patience.HangTime);

        await cancelled.Task.WaitAsync(Patience.HangTime);
    }

    private async Task<SayResponse> UntilCancelled(SayRequest request, ServerCallContext context)
    {
        await using var registration = context.CancellationToken.Register(cancelled.SetResult);
        entered.SetResult();
        await cancelled.Task;
        return new SayResponse();
    }
}
