using System.Globalization;
using Google.Protobuf.Reflection;
using Grpc.Core;
using OrdreCouncils.Local.Demo;
using Xunit;

namespace OrdreCouncils.Tests.Testing.Fuzz;

/// <summary>Sends a service what it does not expect, and insists that each answer is one: no INTERNAL, no UNKNOWN, no call without an end.</summary>
public static class RpcStorm
{
    private const int Callers = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A stream that is let in may go on: it is listened to for as long.
    private static readonly TimeSpan Listening = TimeSpan.FromMilliseconds(100);
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    /// <returns>How often each status came, for a look at whether the storm reached anything.</returns>
    public static async Task<IReadOnlyDictionary<StatusCode, int>> RunAsync(
        ServiceApp app, IReadOnlyList<ServiceDescriptor> services, IReadOnlyList<string> identities, IReadOnlyList<string> known, int cases, int seed)
    {
        var methods = services.SelectMany(service => service.Methods).Where(method => !method.IsClientStreaming).ToArray();
        var tokens = await Task.WhenAll(identities.Select(identity => TestIdentities.TokenAsync(identity)));
        using var channel = GatewayChannels.Open(app.GrpcAddress, null);
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
                var body = messages.Bytes(messages.Of(method.InputType));
                var status = await CallAsync(invoker, method, body, token);
                Assert.False(
                    status is StatusCode.Internal or StatusCode.Unknown or StatusCode.DataLoss or StatusCode.Unimplemented,
                    string.Create(CultureInfo.InvariantCulture, $"case {i}, seed {seed}: {method.FullName} answered {status} to {Convert.ToHexString(body.AsSpan(0, Math.Min(body.Length, 400)))}"));
                lock (counts)
                    counts[status] = counts.GetValueOrDefault(status) + 1;
            }
        })));
        return counts;
    }

    private static async Task<StatusCode> CallAsync(CallInvoker invoker, MethodDescriptor method, byte[] body, string token)
    {
        var options = new CallOptions(new Metadata { { "authorization", "Bearer " + token } }, DateTime.UtcNow + Patience);
        var name = (method.Service.FullName, method.Name);
        try
        {
            if (!method.IsServerStreaming)
            {
                await invoker.AsyncUnaryCall(new Method<byte[], byte[]>(MethodType.Unary, name.FullName, name.Name, Raw, Raw), null, options, body);
                return StatusCode.OK;
            }

            using var listening = new CancellationTokenSource(Listening);
            using var call = invoker.AsyncServerStreamingCall(
                new Method<byte[], byte[]>(MethodType.ServerStreaming, name.FullName, name.Name, Raw, Raw), null, options.WithCancellationToken(listening.Token), body);
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
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
