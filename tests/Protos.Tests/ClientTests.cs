using Grpc.Core;

namespace OrdreCouncils.Tests.Protos;

/// <summary>The parts of a client that need no server: its invoker, its host, its call objects and its options.</summary>
public sealed class ClientTests
{
    [Fact]
    public void WithHost_OnAllKindsOfCall_NamesTheHost()
    {
        var invoker = new RecordingInvoker();
        var client = new EchoService.EchoServiceClient(invoker).WithHost("registry.example");

        client.Say(new SayRequest());
        client.SayAsync(new SayRequest());
        client.Collect();
        client.Repeat(new RepeatRequest());
        client.Chat();

        Assert.Equal(Enumerable.Repeat("registry.example", 5), invoker.Hosts);
    }

    [Fact]
    public void WithHost_OnAClient_LeavesTheFirstClientAlone()
    {
        var invoker = new RecordingInvoker();
        var client = new EchoService.EchoServiceClient(invoker);

        client.WithHost("registry.example").WithHost("second.example").Say(new SayRequest());
        client.Say(new SayRequest());

        Assert.Equal(["second.example", null], invoker.Hosts);
    }

    [Fact]
    public void Client_WithoutAChannel_CanBeDoubledAndOtherwiseThrows()
    {
        var client = new DoubledClient();

        Assert.Equal("doubled", client.Say(new SayRequest(), new CallOptions()).Text);
        Assert.Throws<InvalidOperationException>(() => client.Collect());
    }

    [Fact]
    public async Task AsyncUnaryCall_MadeByATest_AnswersWhatItWasGiven()
    {
        var disposed = 0;
        var headers = new Metadata { { "head", "1" } };
        var trailers = new Metadata { { "tail", "2" } };
        using (var call = new AsyncUnaryCall<string>(
            Task.FromResult("answer"),
            Task.FromResult(headers),
            () => new Status(StatusCode.OK, "fine"),
            () => trailers,
            () => disposed++))
        {
            Assert.Equal("answer", await call);
            Assert.Equal("answer", await call.ConfigureAwait(false));
            Assert.Equal("answer", await call.ResponseAsync);
            Assert.Same(headers, await call.ResponseHeadersAsync);
            Assert.Equal("fine", call.GetStatus().Detail);
            Assert.Same(trailers, call.GetTrailers());
            Assert.Equal(0, disposed);
        }

        Assert.Equal(1, disposed);
    }

    [Fact]
    public void AsyncDuplexStreamingCall_WithState_HandsItToEveryFunction()
    {
        var state = new object();
        var given = new List<object>();
        T Note<T>(object received, T answer)
        {
            given.Add(received);
            return answer;
        }

        var call = new AsyncDuplexStreamingCall<string, string>(
            new Writer(), new Reader(),
            received => Note(received, Task.FromResult(Metadata.Empty)),
            received => Note(received, Status.DefaultCancelled),
            received => Note(received, Metadata.Empty),
            received => Note(received, 0),
            state);
        _ = call.ResponseHeadersAsync;
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        call.GetTrailers();
        call.Dispose();

        Assert.Equal([state, state, state, state], given);
    }

    [Fact]
    public async Task GetStatus_OfARunningCall_Throws()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Say = async (_, _) =>
            {
                await answer.Task;
                return new SayResponse();
            },
        });

        using var call = server.Client.SayAsync(new SayRequest());
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
        answer.SetResult();
        await call;

        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public void CallOptions_With_ChangesOneThingInACopy()
    {
        using var source = new CancellationTokenSource();
        var headers = new Metadata();
        var write = new WriteOptions(WriteFlags.BufferHint);
        var deadline = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var none = new CallOptions();

        var all = none.WithHeaders(headers).WithDeadline(deadline).WithCancellationToken(source.Token)
            .WithWriteOptions(write).WithWaitForReady();

        Assert.Same(headers, all.Headers);
        Assert.Equal(deadline, all.Deadline);
        Assert.Equal(source.Token, all.CancellationToken);
        Assert.Same(write, all.WriteOptions);
        Assert.True(all.IsWaitForReady);
        Assert.False(all.WithWaitForReady(false).IsWaitForReady);
        Assert.Equal((null, null, false), (none.Headers, none.Deadline, none.IsWaitForReady));
    }

    [Fact]
    public async Task WriteAsync_WithAToken_OnAWriterThatCannotCancel_Throws()
    {
        IAsyncStreamWriter<string> writer = new Writer();
        using var source = new CancellationTokenSource();

        await writer.WriteAsync("once", CancellationToken.None);
        await Assert.ThrowsAsync<NotSupportedException>(() => writer.WriteAsync("twice", source.Token));
    }

    private sealed class DoubledClient : EchoService.EchoServiceClient
    {
        public override SayResponse Say(SayRequest request, CallOptions options) => new() { Text = "doubled" };
    }

    private sealed class RecordingInvoker : CallInvoker
    {
        public List<string?> Hosts { get; } = [];

        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => Note<TResponse>(host);

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            Note<AsyncUnaryCall<TResponse>>(host);

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
            Note<AsyncServerStreamingCall<TResponse>>(host);

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) =>
            Note<AsyncClientStreamingCall<TRequest, TResponse>>(host);

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            Method<TRequest, TResponse> method, string? host, CallOptions options) =>
            Note<AsyncDuplexStreamingCall<TRequest, TResponse>>(host);

        private T Note<T>(string? host)
        {
            Hosts.Add(host);
            return default!;
        }
    }

    private sealed class Writer : IClientStreamWriter<string>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(string message) => Task.CompletedTask;

        public Task CompleteAsync() => Task.CompletedTask;
    }

    private sealed class Reader : IAsyncStreamReader<string>
    {
        public string Current => "";

        public Task<bool> MoveNext(CancellationToken cancellationToken) => Task.FromResult(false);
    }
}
