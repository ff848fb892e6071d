using Grpc.Core;

namespace OrdreCouncils.Tests.Protos;

/// <summary>How a service tells a server what it offers, and how messages become bytes.</summary>
public sealed class ServiceDefinitionTests
{
    [Fact]
    public void BindService_OfGeneratedCode_NamesEachMethodAndItsKind()
    {
        var binder = new RecordingBinder();

        EchoService.BindService(binder, new EchoGrpcService(new EchoHandlers()));

        Assert.Equal(
            [
                (MethodType.Unary, "/ordre.tests.v1.EchoService/Say"),
                (MethodType.ClientStreaming, "/ordre.tests.v1.EchoService/Collect"),
                (MethodType.ServerStreaming, "/ordre.tests.v1.EchoService/Repeat"),
                (MethodType.DuplexStreaming, "/ordre.tests.v1.EchoService/Chat"),
            ],
            binder.Methods);
    }

    [Fact]
    public void BindServiceMethodAttribute_OfGeneratedCode_NamesTheBinder()
    {
        var attribute = Assert.IsType<BindServiceMethodAttribute>(
            Attribute.GetCustomAttribute(typeof(EchoGrpcService), typeof(BindServiceMethodAttribute), inherit: true));

        Assert.Equal(typeof(EchoService), attribute.BindType);
        Assert.Equal("BindService", attribute.BindMethodName);
    }

    [Fact]
    public async Task ServerServiceDefinition_MappedByHand_Answers()
    {
        await using var server = await EchoServer.StartAsync(definition: ServerServiceDefinition.CreateBuilder()
            .AddMethod(Method("Upper", MethodType.Unary), (request, _) => Task.FromResult(request.ToUpperInvariant()))
            .AddMethod(Method("Twice", MethodType.ServerStreaming), async (request, responses, _) =>
            {
                await responses.WriteAsync(request);
                await responses.WriteAsync(request);
            })
            .Build());
        var invoker = server.Channel.CreateCallInvoker();

        Assert.Equal("ÉTÉ", await invoker.AsyncUnaryCall(Method("Upper", MethodType.Unary), null, new CallOptions(), "été"));
        using var twice = invoker.AsyncServerStreamingCall(Method("Twice", MethodType.ServerStreaming), null, new CallOptions(), "a");
        var answers = new List<string>();
        await foreach (var answer in twice.ResponseStream.ReadAllAsync())
            answers.Add(answer);
        Assert.Equal(["a", "a"], answers);
    }

    [Fact]
    public void Builder_WithTheSameMethodTwice_Throws()
    {
        var builder = ServerServiceDefinition.CreateBuilder()
            .AddMethod(Method("Upper", MethodType.Unary), (request, _) => Task.FromResult(request));

        Assert.Throws<ArgumentException>(() =>
            builder.AddMethod(Method("Upper", MethodType.Unary), (request, _) => Task.FromResult(request)));
    }

    [Fact]
    public void ServiceBinder_ThatTakesNothing_SaysSo() =>
        Assert.Throws<NotSupportedException>(() =>
            EchoService.BindService(new DeafBinder(), new EchoGrpcService(new EchoHandlers())));

    [Fact]
    public void Marshaller_FromContextualFunctions_OffersArraysToo()
    {
        var marshaller = Marshallers.Create<SayRequest>(
            (message, context) =>
            {
                var bytes = Google.Protobuf.MessageExtensions.ToByteArray(message);
                context.SetPayloadLength(bytes.Length);
                System.Buffers.BuffersExtensions.Write(context.GetBufferWriter(), bytes);
                context.Complete();
            },
            context => SayRequest.Parser.ParseFrom(context.PayloadAsReadOnlySequence()));

        var bytes = marshaller.Serializer(new SayRequest { Text = "un" });

        Assert.Equal([10, 2, (byte)'u', (byte)'n'], bytes);
        Assert.Equal("un", marshaller.Deserializer(bytes).Text);
    }

    [Fact]
    public void Marshaller_FromArrays_WorksInContextsToo()
    {
        var marshaller = Marshallers.Create<string>(text => [(byte)text.Length], bytes => new string('x', bytes[0]));
        var again = Marshallers.Create(marshaller.ContextualSerializer, marshaller.ContextualDeserializer);

        Assert.Equal([3], again.Serializer("abc"));
        Assert.Equal("xxx", again.Deserializer([3]));
    }

    [Fact]
    public void Marshaller_ThatDoesNotComplete_Throws()
    {
        var marshaller = Marshallers.Create<string>((_, _) => { }, _ => "");

        Assert.Throws<InvalidOperationException>(() => marshaller.Serializer("lost"));
    }

    [Fact]
    public void StringMarshaller_IsUtf8()
    {
        Assert.Equal([0xC3, 0xA9], Marshallers.StringMarshaller.Serializer("é"));
        Assert.Equal("é", Marshallers.StringMarshaller.Deserializer([0xC3, 0xA9]));
    }

    private static Method<string, string> Method(string name, MethodType type) =>
        new(type, "ordre.tests.v1.TextService", name, Marshallers.StringMarshaller, Marshallers.StringMarshaller);

    private sealed class DeafBinder : ServiceBinderBase;

    private sealed class RecordingBinder : ServiceBinderBase
    {
        public List<(MethodType Type, string FullName)> Methods { get; } = [];

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) => Methods.Add((method.Type, method.FullName));

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler) => Methods.Add((method.Type, method.FullName));

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) => Methods.Add((method.Type, method.FullName));

        public override void AddMethod<TRequest, TResponse>(
            Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler) => Methods.Add((method.Type, method.FullName));
    }
}
