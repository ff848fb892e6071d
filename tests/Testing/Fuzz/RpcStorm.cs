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
                    ? await RawCalls.StreamAsync(invoker, method, bodies, hangsUp: random.Next(4) == 0, token)
                    : (await RawCalls.CallAsync(invoker, method, bodies[0], token)).Status;
                Assert.False(
                    RawCalls.IsFault(status),
                    string.Create(CultureInfo.InvariantCulture, $"case {i}, seed {seed}: {method.FullName} answered {status} to {RawCalls.Hex(bodies)}"));
                lock (counts)
                    counts[status] = counts.GetValueOrDefault(status) + 1;
            }
        })));
        return counts;
    }
}
