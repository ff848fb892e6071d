using Grpc.Core;

namespace OrdreCouncils.Tests.Protos;

public sealed class DeadlineTests
{
    [Fact]
    public async Task Deadline_OfTheClient_IsTheServersToo()
    {
        DateTime? seen = null;
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Say = (_, context) =>
            {
                seen = context.Deadline;
                return Task.FromResult(new SayResponse());
            },
        });
        var deadline = DateTime.UtcNow.AddHours(1);

        await server.Client.SayAsync(new SayRequest(), deadline: deadline);

        Assert.Equal(DateTimeKind.Utc, seen!.Value.Kind);
        Assert.InRange(seen.Value, deadline - TimeSpan.FromSeconds(1), deadline + Patience.HangTime);
    }

    [Fact]
    public async Task Deadline_NotSet_IsTheEndOfTimeOnTheServer()
    {
        DateTime? seen = null;
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Say = (_, context) =>
            {
                seen = context.Deadline;
                return Task.FromResult(new SayResponse());
            },
        });

        await server.Client.SayAsync(new SayRequest());

        Assert.Equal(DateTime.MaxValue, seen);
    }

    [Fact]
    public async Task Deadline_Passed_EndsTheClientsCall()
    {
        await using var server = await EchoServer.StartAsync(new EchoHandlers { Say = UntilCancelled });

        var call = server.Client.SayAsync(new SayRequest(), deadline: DateTime.UtcNow.AddMilliseconds(100));
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call.ResponseAsync.WaitAsync(Patience.HangTime));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Deadline_Passed_FiresTheServersTokenAndEndsTheCall()
    {
        await using var server = await EchoServer.StartAsync(new EchoHandlers { Say = UntilCancelled });

        // By hand, so that only the server watches the clock.
        var reply = await RawCall.SayAsync(server.Address, new SayRequest(), headers: [("grpc-timeout", "100m")]);

        Assert.Equal(StatusCode.DeadlineExceeded, reply.Status);
    }

    [Fact]
    public async Task Deadline_AlreadyPassed_NeverReachesTheService()
    {
        var reached = false;
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Say = (_, _) =>
            {
                reached = true;
                return Task.FromResult(new SayResponse());
            },
        });

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await server.Client.SayAsync(new SayRequest(), deadline: DateTime.UtcNow.AddMinutes(-1)));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.False(reached);
    }

    private static Task<SayResponse> UntilCancelled(SayRequest request, ServerCallContext context) =>
        new TaskCompletionSource<SayResponse>().Task.WaitAsync(context.CancellationToken);
}
