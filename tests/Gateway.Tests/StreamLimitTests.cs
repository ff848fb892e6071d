using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Health.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>Streams and connections that one client may hold, over real sockets.</summary>
public sealed class StreamLimitTests
{
    private const string Watch = "ordre.registry.v1.RegisterChangesService/WatchChanges";

    [Fact]
    public async Task Streams_PastTheLimitOfOneCaller_AreExhaustedUntilOneEnds()
    {
        await using var gateway = await GatewayApp.StartAsync(("Limits:CallerStreams", "2"));
        var caller = await gateway.CallerAsync("cnam");
        using var first = Open(caller);
        using var second = Open(caller);
        await Until.TrueAsync(() => gateway.Registry.Asked.Count == 2, "both streams");

        var failure = await Assert.ThrowsAsync<RpcException>(() => Open(caller).ResponseStream.MoveNext(default));

        Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY_STREAMS"), (failure.StatusCode, failure.Reason()));
        Assert.Contains("2 streams", failure.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(2, gateway.Registry.Asked.Count);
        // Another caller, and calls that are no streams, are not counted.
        using var other = Open(await gateway.CallerAsync("assureur"));
        await caller.Unary("ordre.registry.v1.PhysiciansService/Echo");

        first.Dispose();
        await Until.TrueAsync(
            async () =>
            {
                var again = Open(caller);
                return await IsOpenAsync(again);
            },
            "the place of the stream that ended");
    }

    [Fact]
    public async Task HealthWatch_WithoutAToken_IsLimitedPerAddress()
    {
        await using var gateway = await GatewayApp.StartAsync(("Limits:AnonymousStreams", "2"));
        var health = new Health.HealthClient(await gateway.CallerAsync(null));
        using var first = health.Watch(new HealthCheckRequest());
        using var second = health.Watch(new HealthCheckRequest());
        Assert.True(await first.ResponseStream.MoveNext(default) && await second.ResponseStream.MoveNext(default));

        using var third = health.Watch(new HealthCheckRequest());
        var failure = await Assert.ThrowsAsync<RpcException>(() => third.ResponseStream.MoveNext(default));

        Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY_STREAMS"), (failure.StatusCode, failure.Reason()));
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, (await health.CheckAsync(new HealthCheckRequest())).Status);
    }

    [Theory]
    [InlineData("Listen:ConnectionsPerAddress")]
    [InlineData("Listen:Connections")]
    public async Task Connections_PastTheLimit_AreClosedUntilOneEnds(string setting)
    {
        await using var gateway = await GatewayApp.StartAsync((setting, "3"));
        var address = new Uri(gateway.Addresses.Http);
        var idle = new List<TcpClient>();
        for (var i = 0; i < 3; i++)
            idle.Add(await ConnectAsync(address));
        Assert.Equal("HTTP/1.1 200", await AskAsync(idle[0]));

        Assert.Equal("", await AskAnewAsync(address));

        idle[0].Dispose();
        await Until.TrueAsync(async () => await AskAnewAsync(address) == "HTTP/1.1 200", "the place of the connection that ended");
        idle.ForEach(client => client.Dispose());
    }

    [Theory]
    [InlineData("Limits:CallerStreams")]
    [InlineData("Limits:AnonymousStreams")]
    public async Task Start_LimitOfZero_FailsNamingTheSetting(string setting)
    {
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => GatewayApp.StartAsync((setting, "0")));

        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
    }

    private static AsyncServerStreamingCall<byte[]> Open(CallInvoker caller) =>
        caller.AsyncServerStreamingCall(Frames.Method(Watch, MethodType.ServerStreaming), null, default, []);

    /// <summary>The fake service answers a stream with one message.</summary>
    private static async Task<bool> IsOpenAsync(AsyncServerStreamingCall<byte[]> call)
    {
        try
        {
            return await call.ResponseStream.MoveNext(default);
        }
        catch (RpcException)
        {
            return false;
        }
    }

    private static async Task<TcpClient> ConnectAsync(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        return client;
    }

    /// <summary>As <see cref="AskAsync"/>, on a connection of its own: the gateway may close it before the client's call to connect returns.</summary>
    private static async Task<string> AskAnewAsync(Uri address)
    {
        try
        {
            using var client = await ConnectAsync(address);
            return await AskAsync(client);
        }
        catch (SocketException closed) when (closed.SocketErrorCode == SocketError.ConnectionReset)
        {
            return "";
        }
    }

    /// <summary>Protocol and status of the answer; empty when the connection is closed.</summary>
    private static async Task<string> AskAsync(TcpClient client)
    {
        try
        {
            await client.GetStream().WriteAsync("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            var start = new byte[12];
            var read = await client.GetStream().ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false);
            return System.Text.Encoding.ASCII.GetString(start, 0, read);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
