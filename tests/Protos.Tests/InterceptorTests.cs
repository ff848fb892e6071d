using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace OrdreCouncils.Tests.Protos;

public sealed class InterceptorTests
{
    private static readonly string[] AllMethods = ["Say", "Say", "Collect", "Repeat", "Chat"];

    [Fact]
    public async Task ServerInterceptor_SeesAllKindsOfCall()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await EchoServer.StartAsync(server: options =>
            options.Interceptors.Add<ServerWitness>(seen));

        await CallEverything(server.Client);

        Assert.Equal(AllMethods.Select(method => $"/ordre.tests.v1.EchoService/{method}"), seen);
    }

    [Fact]
    public async Task ClientInterceptor_SeesAllKindsOfCall()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await EchoServer.StartAsync();

        await CallEverything(new EchoService.EchoServiceClient(server.Channel.Intercept(new ClientWitness("it", seen))));

        Assert.Equal(AllMethods.Select(method => $"it {method}"), seen);
    }

    [Fact]
    public async Task ClientInterceptors_TheFirstGiven_SeesTheCallFirst()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await EchoServer.StartAsync();
        var invoker = server.Channel.CreateCallInvoker().Intercept(new ClientWitness("first", seen), new ClientWitness("second", seen));

        await new EchoService.EchoServiceClient(invoker).SayAsync(new SayRequest());

        Assert.Equal(["first Say", "second Say"], seen);
    }

    [Fact]
    public async Task ClientInterceptors_InAChain_TheLastAddedSeesTheCallFirst()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await EchoServer.StartAsync();
        var invoker = server.Channel.Intercept(new ClientWitness("inner", seen)).Intercept(new ClientWitness("outer", seen));

        await new EchoService.EchoServiceClient(invoker).SayAsync(new SayRequest());

        Assert.Equal(["outer Say", "inner Say"], seen);
    }

    [Fact]
    public async Task HeadersInterceptor_OnAllKindsOfCall_AddsItsHeader()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await EchoServer.StartAsync(server: options => options.Interceptors.Add<HeaderWitness>(seen));
        var invoker = server.Channel.Intercept(headers =>
        {
            headers.Add("purpose", "DISCIPLINE");
            return headers;
        });

        await CallEverything(new EchoService.EchoServiceClient(invoker));

        Assert.Equal(AllMethods.Select(_ => "DISCIPLINE"), seen);
    }

    [Fact]
    public async Task ServerInterceptor_ThatRefuses_KeepsTheCallFromTheService()
    {
        var reached = false;
        await using var server = await EchoServer.StartAsync(
            new EchoHandlers
            {
                Say = (_, _) =>
                {
                    reached = true;
                    return Task.FromResult(new SayResponse());
                },
            },
            options => options.Interceptors.Add<Refusal>());

        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.SayAsync(new SayRequest()));

        Assert.Equal(StatusCode.PermissionDenied, error.StatusCode);
        Assert.False(reached);
    }

    [Fact]
    public async Task UserState_LeftByAnInterceptor_IsFoundByTheService()
    {
        object? found = null;
        await using var server = await EchoServer.StartAsync(
            new EchoHandlers
            {
                Say = (_, context) =>
                {
                    found = context.UserState["caller"];
                    return Task.FromResult(new SayResponse());
                },
            },
            options => options.Interceptors.Add<CallerMark>());

        await server.Client.SayAsync(new SayRequest());

        Assert.Equal("cdom-75", found);
    }

    private static async Task CallEverything(EchoService.EchoServiceClient client)
    {
        client.Say(new SayRequest());
        await client.SayAsync(new SayRequest());
        using var collect = client.Collect();
        await collect.RequestStream.CompleteAsync();
        await collect;
        using var repeat = client.Repeat(new RepeatRequest());
        Assert.False(await repeat.ResponseStream.MoveNext());
        using var chat = client.Chat();
        await chat.RequestStream.CompleteAsync();
        Assert.False(await chat.ResponseStream.MoveNext());
    }

    private class ServerWitness(ConcurrentQueue<string> seen) : Interceptor
    {
        protected virtual string Note(ServerCallContext context) => context.Method;

        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            seen.Enqueue(Note(context));
            return base.UnaryServerHandler(request, context, continuation);
        }

        public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            ServerCallContext context,
            ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            seen.Enqueue(Note(context));
            return base.ClientStreamingServerHandler(requestStream, context, continuation);
        }

        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            seen.Enqueue(Note(context));
            return base.ServerStreamingServerHandler(request, responseStream, context, continuation);
        }

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            seen.Enqueue(Note(context));
            return base.DuplexStreamingServerHandler(requestStream, responseStream, context, continuation);
        }
    }

    private sealed class HeaderWitness(ConcurrentQueue<string> seen) : ServerWitness(seen)
    {
        protected override string Note(ServerCallContext context) => context.RequestHeaders.GetValue("purpose") ?? "none";
    }

    private sealed class ClientWitness(string name, ConcurrentQueue<string> seen) : Interceptor
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Enqueue($"{name} {context.Method.Name}");
            return base.BlockingUnaryCall(request, context, continuation);
        }

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Enqueue($"{name} {context.Method.Name}");
            return base.AsyncUnaryCall(request, context, continuation);
        }

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Enqueue($"{name} {context.Method.Name}");
            return base.AsyncServerStreamingCall(request, context, continuation);
        }

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Enqueue($"{name} {context.Method.Name}");
            return base.AsyncClientStreamingCall(context, continuation);
        }

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Enqueue($"{name} {context.Method.Name}");
            return base.AsyncDuplexStreamingCall(context, continuation);
        }
    }

    private sealed class Refusal : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            throw new RpcException(new Status(StatusCode.PermissionDenied, "not yours"));
    }

    private sealed class CallerMark : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            context.UserState["caller"] = "cdom-75";
            return continuation(request, context);
        }
    }
}
