using Grpc.Core;
using Grpc.Net.Client;

namespace OrdreCouncils.Tests.Protos;

public sealed class MessageSizeTests
{
    private static readonly SayRequest Long = new() { Text = new string('a', 2000) };

    [Fact]
    public async Task Request_OverTheServersLimit_IsResourceExhausted()
    {
        await using var server = await EchoServer.StartAsync(server: options => options.MaxReceiveMessageSize = 1000);

        await AssertExhausted(server);
    }

    [Fact]
    public async Task Response_OverTheServersLimit_IsResourceExhausted()
    {
        await using var server = await EchoServer.StartAsync(server: options => options.MaxSendMessageSize = 1000);

        await AssertExhausted(server);
    }

    [Fact]
    public async Task Request_OverTheClientsLimit_IsResourceExhausted()
    {
        await using var server = await EchoServer.StartAsync(channel: new GrpcChannelOptions { MaxSendMessageSize = 1000 });

        await AssertExhausted(server);
    }

    [Fact]
    public async Task Response_OverTheClientsLimit_IsResourceExhausted()
    {
        await using var server = await EchoServer.StartAsync(channel: new GrpcChannelOptions { MaxReceiveMessageSize = 1000 });

        await AssertExhausted(server);
    }

    [Fact]
    public async Task Request_OfFourMegabytes_IsOverTheDefault()
    {
        await using var server = await EchoServer.StartAsync();

        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await server.Client.SayAsync(new SayRequest { Text = new string('a', 4 * 1024 * 1024) }));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    private static async Task AssertExhausted(EchoServer server)
    {
        Assert.Equal("short", (await server.Client.SayAsync(new SayRequest { Text = "short" })).Text);

        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.SayAsync(Long));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }
}
