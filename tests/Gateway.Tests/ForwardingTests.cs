using Grpc.Core;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>Requests and answers are forwarded unchanged.</summary>
public sealed class ForwardingTests
{
    private const string Physicians = "ordre.registry.v1.PhysiciansService/";

    [Theory]
    [InlineData("ordre.registry.v1.PhysiciansService", "registry")]
    [InlineData("ordre.discipline.v1.CasesService", "discipline")]
    [InlineData("ordre.mutualaid.v1.EnvelopesService", "mutual-aid")]
    [InlineData("ordre.communiques.v1.CommuniquesService", "communiques")]
    public async Task Unary_PublicPackage_ReachesItsService(string service, string backend)
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync();

        Assert.Equal(backend, GatewayApp.Headers(await caller.Unary($"{service}/Describe"))["backend"]);
        Assert.Equal([1, 2, 3], await caller.Unary($"{service}/Echo", [1, 2, 3]));
    }

    [Fact]
    public async Task Unary_OverTls_Answers()
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.TlsCallerAsync();

        Assert.Equal([1, 2, 3], await caller.Unary($"{Physicians}Echo", [1, 2, 3]));
    }

    [Fact]
    public async Task ServerStreaming_ManyMessages_ArriveInOrder()
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync();

        using var call = caller.AsyncServerStreamingCall(Frames.Method($"{Physicians}Count", MethodType.ServerStreaming), null, default, [200]);
        var seen = new List<byte>();
        await foreach (var message in call.ResponseStream.ReadAllAsync())
            seen.Add(message[0]);

        Assert.Equal(Enumerable.Range(1, 200).Reverse().Select(i => (byte)i), seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Duplex_MessageByMessage_IsAnsweredBeforeTheNextIsSent(bool tls)
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = tls ? await gateway.TlsCallerAsync() : await gateway.CallerAsync();

        using var call = caller.AsyncDuplexStreamingCall(Frames.Method($"{Physicians}Echo", MethodType.DuplexStreaming), null, default);
        for (byte i = 0; i < 50; i++)
        {
            await call.RequestStream.WriteAsync([i]);
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            Assert.Equal([i], call.ResponseStream.Current);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task ClientStreaming_ImportFarOverTheUnaryBound_ArrivesWhole()
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync();
        var part = new byte[512 * 1024];

        using var call = caller.AsyncClientStreamingCall(
            Frames.Method("ordre.registry.v1.RegisterImportsService/ImportRegister", MethodType.ClientStreaming), null, default);
        for (var i = 0; i < 128; i++)
            await call.RequestStream.WriteAsync(part);
        await call.RequestStream.CompleteAsync();

        Assert.Equal(128L * part.Length, BitConverter.ToInt64(await call));
    }

    [Theory]
    [InlineData("Refuse", StatusCode.FailedPrecondition, "not now")]
    [InlineData("RefuseLate", StatusCode.Aborted, "too late")]
    public async Task Error_OfTheService_PassesWithDetailsAndTrailers(string method, StatusCode status, string message)
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync();

        using var call = caller.AsyncServerStreamingCall(Frames.Method(Physicians + method, MethodType.ServerStreaming), null, default, []);
        var failure = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
            }
        });

        Assert.Equal((status, message), (failure.StatusCode, failure.Status.Detail));
        Assert.Equal([8, 9, 18, 3, 97, 98, 99], failure.Trailers.GetValueBytes("grpc-status-details-bin")!);
        Assert.Equal("kept", failure.Trailers.GetValue("note"));
    }

    [Fact]
    public async Task Service_Away_IsUnavailableWithRetryInfo()
    {
        await using var gateway = await GatewayApp.StartAsync();
        await gateway.Registry.DisposeAsync();
        var caller = await gateway.CallerAsync();

        var failure = await Faults.FailsAsync(StatusCode.Unavailable, caller.Unary($"{Physicians}Echo"));

        Assert.Equal("DEPENDENCY_UNAVAILABLE", failure.Reason());
        Assert.Equal(2, failure.Detail<Google.Rpc.RetryInfo>()!.RetryDelay.Seconds);
        Assert.Equal([4], await caller.Unary("ordre.discipline.v1.CasesService/Echo", [4]));
    }

    [Fact]
    public async Task Service_BreaksOffMidStream_IsUnavailableAfterWhatCame()
    {
        await using var gateway = await GatewayApp.StartAsync();
        var caller = await gateway.CallerAsync();

        using var call = caller.AsyncServerStreamingCall(Frames.Method($"{Physicians}Break", MethodType.ServerStreaming), null, default, []);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        gateway.Registry.Speak.SetResult();
        var failure = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Equal("DEPENDENCY_UNAVAILABLE", failure.Reason());
    }
}
