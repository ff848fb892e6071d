using OrdreCouncils.Development.Channels;
using OrdreCouncils.Local;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Benchmarks;

/// <summary>A warm look-up compared with a plain gRPC hello: directly, and through the gateway compared with a plain YARP.</summary>
internal static class CallBenchmark
{
    // Both sides have the same number of connections, so that neither waits for a free stream.
    public const int Channels = 4;

    public static async IAsyncEnumerable<Figure> RunAsync(LocalPlatform platform, string partnerToken, IReadOnlyList<string> numbers)
    {
        await using var hello = await HelloServer.StartAsync();
        await using var proxy = await HelloServer.StartProxyAsync(hello.Urls.Single());
        yield return await Rate.CompareAsync(
            Physician("GetPhysician, warm", platform.ServiceAddresses["registry"].Grpc, partnerToken, numbers),
            Hello("bare gRPC hello", hello.Urls.Single()), 0.75);
        yield return await Rate.CompareAsync(
            Physician("GetPhysician through the gateway", platform.GrpcAddress, partnerToken, numbers),
            Hello("bare hello through bare YARP", proxy.Urls.Single()), 0.80);
    }

    private static Subject Physician(string name, string address, string token, IReadOnlyList<string> numbers)
    {
        var clients = Enumerable.Range(0, Channels).Select(_ => new PhysiciansService.PhysiciansServiceClient(BearerChannel.Open(address, token))).ToArray();
        var next = 0;
        return new Subject(name, async () =>
        {
            var turn = Interlocked.Increment(ref next) & int.MaxValue;
            await clients[turn % Channels].GetPhysicianAsync(new GetPhysicianRequest { Rpps = numbers[turn % numbers.Count] });
        });
    }

    public static Subject Hello(string name, string address)
    {
        var clients = Enumerable.Range(0, Channels).Select(_ => new HelloService.HelloServiceClient(BearerChannel.Open(address, null))).ToArray();
        var next = 0;
        return new Subject(name, async () =>
        {
            var turn = Interlocked.Increment(ref next) & int.MaxValue;
            await clients[turn % Channels].SayHelloAsync(new SayHelloRequest { Name = "Camille" });
        });
    }
}
