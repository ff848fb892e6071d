using Grpc.Core;

namespace OrdreCouncils.Tests.Protos;

/// <summary>What the echo service does; a test replaces the handler that it looks at.</summary>
internal sealed class EchoHandlers
{
    public UnaryServerMethod<SayRequest, SayResponse> Say { get; init; } =
        (request, _) => Task.FromResult(new SayResponse { Text = request.Text });

    public ClientStreamingServerMethod<CollectRequest, CollectResponse> Collect { get; init; } = async (requests, _) =>
    {
        var texts = new List<string>();
        await foreach (var request in requests.ReadAllAsync())
            texts.Add(request.Text);
        return new CollectResponse { Text = string.Join(' ', texts) };
    };

    public ServerStreamingServerMethod<RepeatRequest, RepeatResponse> Repeat { get; init; } = async (request, responses, _) =>
    {
        for (var i = 0; i < request.Times; i++)
            await responses.WriteAsync(new RepeatResponse { Text = request.Text });
    };

    public DuplexStreamingServerMethod<ChatRequest, ChatResponse> Chat { get; init; } = async (requests, responses, _) =>
    {
        await foreach (var request in requests.ReadAllAsync())
            await responses.WriteAsync(new ChatResponse { Text = request.Text });
    };
}

internal sealed class EchoGrpcService(EchoHandlers handlers) : EchoService.EchoServiceBase
{
    public override Task<SayResponse> Say(SayRequest request, ServerCallContext context) => handlers.Say(request, context);

    public override Task<CollectResponse> Collect(IAsyncStreamReader<CollectRequest> requestStream, ServerCallContext context) =>
        handlers.Collect(requestStream, context);

    public override Task Repeat(RepeatRequest request, IServerStreamWriter<RepeatResponse> responseStream, ServerCallContext context) =>
        handlers.Repeat(request, responseStream, context);

    public override Task Chat(
        IAsyncStreamReader<ChatRequest> requestStream, IServerStreamWriter<ChatResponse> responseStream, ServerCallContext context) =>
        handlers.Chat(requestStream, responseStream, context);
}
