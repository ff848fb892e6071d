using System.Collections.Concurrent;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.Tests.Testing.Fuzz;

namespace OrdreCouncils.Tests.Gateway.Fuzz;

/// <summary>Hostile methods, paths and headers over sockets: no request gets an error of the gateway's own, makes it log an error, or reaches a service
/// without what its route requires. Disposing the gateway fails the test when it logged an error.</summary>
public sealed class GatewayFuzzTests
{
    private const int Whole = 100_000;
    private const int Connections = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] PublicPaths = ["/communiques", "/attestations", "/medecins", "/calendars", "/fhir/metadata"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hostile_Anonymous_GetsNoServerErrorAndReachesPublicPagesOnly(bool http2)
    {
        await using var gateway = await GatewayApp.StartAsync(("Limits:Anonymous:Burst", "10000000"));

        await StormAsync(gateway, http2, Storm.Cases(Whole / 4), []);

        var reached = gateway.Backends.Values.SelectMany(backend => backend.Asked).Distinct().ToArray();
        Assert.NotEmpty(reached);
        Assert.All(reached, path => Assert.True(IsPublic(path), path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hostile_WithTokens_GetsNoServerError(bool http2)
    {
        await using var gateway = await GatewayApp.StartAsync(("Limits:Anonymous:Burst", "10000000"), ("Limits:Caller:Burst", "10000000"));
        var tokens = await Task.WhenAll(new[] { "cnam", "cdom-75", "cnom-audit", "cnom-entraide" }.Select(identity => TestIdentities.TokenAsync(identity)));

        await StormAsync(gateway, http2, Storm.Cases(Whole / 4), tokens);

        // Some requests pass every check, or the storm would prove nothing behind the door.
        Assert.Contains(gateway.Registry.Asked, path => path.StartsWith("/ordre.", StringComparison.Ordinal) == http2 || path.StartsWith("/fhir/", StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Backends.Values.SelectMany(backend => backend.Asked), path => path.Contains(".internal.", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hostile_PastTheBurst_ReachesNobody(bool http2)
    {
        const int Burst = 5;
        await using var gateway = await GatewayApp.StartAsync(
            ("Limits:Anonymous:Burst", $"{Burst}"), ("Limits:Anonymous:Calls", "1"), ("Limits:Anonymous:Period", "1.00:00:00"));

        await StormAsync(gateway, http2, Storm.Cases(10_000), []);

        Assert.InRange(gateway.Backends.Values.Sum(backend => backend.Asked.Count(path => !IsHealthCheck(path))), 0, Burst);
    }

    [Theory]
    [InlineData("registry,mutual-aid")]
    [InlineData("registry")]
    [InlineData("nobody")]
    public async Task VerifyAuditLog_AnonymousWithAnyStore_IsRefusedAtTheDoorAndCounted(string store)
    {
        await using var gateway = await GatewayApp.StartAsync(
            ("Limits:Anonymous:Burst", "3"), ("Limits:Anonymous:Calls", "1"), ("Limits:Anonymous:Period", "1.00:00:00"));
        using var raw = new RawHttp2(new Uri(gateway.Addresses.Grpc));
        for (var i = 0; i < 3; i++)
            Assert.Equal(200, await raw.SendAsync(HostileRequest.TwoStores(store), new Random(1), CancellationToken.None));

        // The bucket is empty now for every call of this address: the three were counted.
        using var page = await gateway.Http.GetAsync("/communiques/");

        Assert.Equal(System.Net.HttpStatusCode.TooManyRequests, page.StatusCode);
        Assert.All(gateway.Backends.Values, backend => Assert.DoesNotContain(backend.Asked, path => !IsHealthCheck(path)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Header_NotAscii_IsForwardedAsItCame(bool http2)
    {
        await using var gateway = await GatewayApp.StartAsync();
        using IRawHttp raw = http2 ? new RawHttp2(new Uri(gateway.Addresses.Grpc)) : new RawHttp1(new Uri(gateway.Addresses.Http));

        var status = await raw.SendAsync(new HostileRequest("GET", "/communiques/", [("cookie", "théme=sombre")], []), new Random(3), CancellationToken.None);

        Assert.Equal((200, "théme=sombre"), (status, gateway.Backends["communiques"].Cookie));
    }

    private static async Task StormAsync(GatewayApp gateway, bool http2, int cases, IReadOnlyList<string> tokens)
    {
        var address = new Uri(http2 ? gateway.Addresses.Grpc : gateway.Addresses.Http);
        var faults = new ConcurrentQueue<string>();
        var answered = 0;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(worker => Task.Run(async () =>
        {
            using IRawHttp raw = http2 ? new RawHttp2(address) : new RawHttp1(address);
            for (var seed = worker; seed < cases; seed += Connections)
            {
                var request = HostileRequest.Make(seed, tokens);
                using var patience = new CancellationTokenSource(Patience);
                try
                {
                    var status = await raw.SendAsync(request, new Random(~seed), patience.Token);
                    if (status is >= 500 and not 505)
                        faults.Enqueue($"{seed} {status} {request}");
                    if (status > 0)
                        Interlocked.Increment(ref answered);
                }
                catch (Exception exception)
                {
                    faults.Enqueue($"{seed} {exception.GetType().Name} {exception.Message} {request}");
                    return;
                }
            }
        })));

        Assert.True(faults.IsEmpty, $"{faults.Count} of {cases}: " + string.Join('\n', faults.Take(20)));
        // A storm whose connections all break would prove nothing.
        Assert.InRange(answered, cases / 2, cases);
    }

    private static bool IsPublic(string path) =>
        IsHealthCheck(path) || Array.Exists(PublicPaths, open => path.Equals(open, StringComparison.OrdinalIgnoreCase)
            || path.StartsWith(open + "/", StringComparison.OrdinalIgnoreCase));

    private static bool IsHealthCheck(string path) => path is "/grpc.health.v1.Health/Check" or "/health/ready";
}
