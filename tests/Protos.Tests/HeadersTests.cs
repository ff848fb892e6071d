using Grpc.Core;

namespace OrdreCouncils.Tests.Protos;

/// <summary>Metadata on the wire: request headers, response headers and trailers.</summary>
public sealed class HeadersTests
{
    private static readonly byte[] AllBytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];

    [Fact]
    public async Task RequestHeaders_TextAndBytes_ReachTheService()
    {
        Metadata? seen = null;
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Say = (_, context) =>
            {
                seen = context.RequestHeaders;
                return Task.FromResult(new SayResponse());
            },
        });

        await server.Client.SayAsync(new SayRequest(), new Metadata { { "X-Text", "deliberation" }, { "X-All-Bin", AllBytes } });

        Assert.Equal("deliberation", seen!.GetValue("x-text"));
        Assert.Equal(AllBytes, seen.GetValueBytes("x-all-bin"));
    }

    [Fact]
    public async Task ResponseHeadersAndTrailers_TextAndBytes_ReachTheClient()
    {
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Say = async (_, context) =>
            {
                await context.WriteResponseHeadersAsync(new Metadata { { "head", "first" }, { "head-bin", AllBytes } });
                context.ResponseTrailers.Add("tail", "last");
                context.ResponseTrailers.Add("tail-bin", [0, 255]);
                return new SayResponse();
            },
        });

        var call = server.Client.SayAsync(new SayRequest());
        await call;

        var headers = await call.ResponseHeadersAsync;
        Assert.Equal("first", headers.GetValue("head"));
        Assert.Equal(AllBytes, headers.GetValueBytes("head-bin"));
        Assert.Equal("last", call.GetTrailers().GetValue("tail"));
        Assert.Equal([0, 255], call.GetTrailers().GetValueBytes("tail-bin")!);
    }

    [Theory]
    [InlineData("AQI=", new byte[] { 1, 2 })]
    [InlineData("AQI", new byte[] { 1, 2 })]
    [InlineData("AQ==", new byte[] { 1 })]
    [InlineData("AQ", new byte[] { 1 })]
    [InlineData("AQID", new byte[] { 1, 2, 3 })]
    [InlineData("", new byte[0])]
    public async Task BinaryHeader_PaddedOrNot_IsRead(string header, byte[] expected)
    {
        byte[]? seen = null;
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Say = (_, context) =>
            {
                seen = context.RequestHeaders.GetValueBytes("raw-bin");
                return Task.FromResult(new SayResponse());
            },
        });

        var reply = await RawCall.SayAsync(server.Address, new SayRequest(), headers: [("raw-bin", header)]);

        Assert.Equal(StatusCode.OK, reply.Status);
        Assert.Equal(expected, seen);
    }

    [Fact]
    public async Task BinaryTrailers_OfOneKey_StayApart()
    {
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Say = (_, context) =>
            {
                context.ResponseTrailers.Add("tail-bin", [1, 2]);
                context.ResponseTrailers.Add("tail-bin", [3]);
                return Task.FromResult(new SayResponse());
            },
        });

        var call = server.Client.SayAsync(new SayRequest());
        await call;

        Assert.Equal([[1, 2], [3]], call.GetTrailers().GetAll("tail-bin").Select(entry => entry.ValueBytes));
    }

    // The protocol would split at the comma; the official server reads one value and fails on anything else. Callers send a key once.
    [Theory]
    [InlineData("AQI=,Aw")]
    [InlineData("AQI,Aw==")]
    [InlineData("not base64")]
    public async Task BinaryHeader_ThatIsNotOneValue_FailsTheServiceThatReadsIt(string header)
    {
        await using var server = await EchoServer.StartAsync(new EchoHandlers
        {
            Say = (_, context) => Task.FromResult(new SayResponse { Text = $"{context.RequestHeaders.Count}" }),
        });

        var reply = await RawCall.SayAsync(server.Address, new SayRequest(), headers: [("raw-bin", header)]);

        Assert.Equal(StatusCode.Unknown, reply.Status);
    }
}
