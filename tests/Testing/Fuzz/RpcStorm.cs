using System.Globalization;
using Google.Protobuf.Reflection;
using Grpc.Core;
using OrdreCouncils.Development.Channels;
using Xunit;

namespace OrdreCouncils.Tests.Testing.Fuzz;

/// <summary>Sends random messages to every RPC. Each call must end, and never with INTERNAL or UNKNOWN.</summary>
public static class RpcStorm
{
    private const int Callers = 8;
    private const int MostMessages = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // An accepted stream may never end by itself, so it is read for this time only.
    private static readonly TimeSpan Listening = TimeSpan.FromMilliseconds(100);
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    /// <returns>How often each status came, so that a test can check that some calls succeeded.</returns>
    public static async Task<IReadOnlyDictionary<StatusCode, int>> RunAsync(
        ServiceApp app, IReadOnlyList<ServiceDescriptor> services, IReadOnlyList<string> identities, IReadOnlyList<string> known, int cases, int seed)
    {
        var methods = services.SelectMany(service => service.Methods).ToArray();
        var tokens = await Task.WhenAll(identities.Select(identity => TestIdentities.TokenAsync(identity)));
        using var channel = BearerChannel.Open(app.GrpcAddress, null);
        var invoker = channel.CreateCallInvoker();
        var counts = new Dictionary<StatusCode, int>();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i < cases)
            {
                var random = new Random(seed + i);
                var method = methods[random.Next(methods.Length)];
                var token = tokens[random.Next(tokens.Length)];
                var messages = new RandomMessages(random, known);
                byte[][] bodies = [.. Enumerable.Range(0, method.IsClientStreaming ? random.Next(MostMessages) : 1).Select(_ => messages.Bytes(messages.Of(method.InputType)))];
                var status = method.IsClientStreaming
                    ? await StreamAsync(invoker, method, bodies, hangsUp: random.Next(4) == 0, token)
                    : await CallAsync(invoker, method, bodies[0], token);
                Assert.False(
                    status is StatusCode.Internal or StatusCode.Unknown or StatusCode.DataLoss or StatusCode.Unimplemented,
                    string.Create(CultureInfo.InvariantCulture, $"case {i}, seed {seed}: {method.FullName} answered {status} to {Hex(bodies)}"));
                lock (counts)
                    counts[status] = counts.GetValueOrDefault(status) + 1;
            }
        })));
        return counts;
    }

    private static string Hex(byte[][] bodies) =>
        string.Join(' ', bodies.Select(body => Convert.ToHexString(body.AsSpan(0, Math.Min(body.Length, 400)))));

    private static CallOptions Options(string token) => new(new Metadata { { "authorization", "Bearer " + token } }, DateTime.UtcNow + Patience);

    private static Method<byte[], byte[]> Method(MethodDescriptor method, MethodType type) => new(type, method.Service.FullName, method.Name, Raw, Raw);

    private static async Task<StatusCode> CallAsync(CallInvoker invoker, MethodDescriptor method, byte[] body, string token)
    {
        var options = Options(token);
        try
        {
            if (!method.IsServerStreaming)
            {
                await invoker.AsyncUnaryCall(Method(method, MethodType.Unary), null, options, body);
                return StatusCode.OK;
            }

            using var listening = new CancellationTokenSource(Listening);
            using var call = invoker.AsyncServerStreamingCall(
                Method(method, MethodType.ServerStreaming), null, options.WithCancellationToken(listening.Token), body);
            return await ReadAsync(call.ResponseStream);
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }

    /// <summary>Sends and reads messages at the same time; one caller in four cancels in the middle.</summary>
    private static async Task<StatusCode> StreamAsync(CallInvoker invoker, MethodDescriptor method, byte[][] bodies, bool hangsUp, string token)
    {
        using var ending = new CancellationTokenSource();
        using var call = invoker.AsyncDuplexStreamingCall(Method(method, MethodType.DuplexStreaming), null, Options(token).WithCancellationToken(ending.Token));
        var reading = ReadAsync(call.ResponseStream);
        try
        {
            foreach (var body in bodies)
                await call.RequestStream.WriteAsync(body);
            if (hangsUp)
                await ending.CancelAsync();
            else
                await call.RequestStream.CompleteAsync();
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException or OperationCanceledException)
        {
            // The server ended the call first; the read below gives the status.
        }

        return await reading;
    }

    private static async Task<StatusCode> ReadAsync(IAsyncStreamReader<byte[]> answers)
    {
        try
        {
            while (await answers.MoveNext(CancellationToken.None))
            {
            }

            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
