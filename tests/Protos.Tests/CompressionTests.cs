using System.IO.Compression;
using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Net.Compression;

namespace OrdreCouncils.Tests.Protos;

public sealed class CompressionTests
{
    private static readonly string Long = new('a', 100_000);

    [Fact]
    public async Task Gzip_ByHand_IsReadAndWritten()
    {
        await using var server = await EchoServer.StartAsync(server: CompressResponses);
        var request = Gzipped(new SayRequest { Text = Long }.ToByteArray());

        var reply = await RawCall.SayAsync(
            server.Address, compressed: 1, request, [("grpc-encoding", "gzip"), ("grpc-accept-encoding", "gzip")]);

        Assert.Equal(StatusCode.OK, reply.Status);
        Assert.Equal("gzip", reply.Headers.GetValues("grpc-encoding").Single());
        Assert.Equal(1, reply.Compressed);
        Assert.True(reply.Payload.Length < 1000, $"{reply.Payload.Length} bytes");
        Assert.Equal(Long, SayResponse.Parser.ParseFrom(Gunzipped(reply.Payload)).Text);
    }

    [Fact]
    public async Task Gzip_FromClientToServerAndBack_KeepsTheText()
    {
        string? encoding = null;
        await using var server = await EchoServer.StartAsync(
            new EchoHandlers
            {
                Say = (request, context) =>
                {
                    encoding = context.GetHttpContext().Request.Headers["grpc-encoding"];
                    return Task.FromResult(new SayResponse { Text = request.Text });
                },
            },
            CompressResponses);

        // The client library's own way to ask for a compressed request.
        var response = await server.Client.SayAsync(
            new SayRequest { Text = Long }, new Metadata { { "grpc-internal-encoding-request", "gzip" } });

        Assert.Equal("gzip", encoding);
        Assert.Equal(Long, response.Text);
    }

    [Fact]
    public async Task NoCompress_OnTheContext_SendsThisResponsePlain()
    {
        await using var server = await EchoServer.StartAsync(
            new EchoHandlers
            {
                Say = (request, context) =>
                {
                    context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
                    return Task.FromResult(new SayResponse { Text = request.Text });
                },
            },
            CompressResponses);

        var reply = await RawCall.SayAsync(server.Address, new SayRequest { Text = Long }, [("grpc-accept-encoding", "gzip")]);

        Assert.Equal(0, reply.Compressed);
        Assert.Equal(Long, SayResponse.Parser.ParseFrom(reply.Payload).Text);
    }

    [Fact]
    public async Task Response_ToAClientThatTakesNoGzip_IsPlain()
    {
        await using var server = await EchoServer.StartAsync(server: CompressResponses);

        var reply = await RawCall.SayAsync(server.Address, new SayRequest { Text = Long });

        Assert.Equal(0, reply.Compressed);
        Assert.Equal(Long, SayResponse.Parser.ParseFrom(reply.Payload).Text);
    }

    [Fact]
    public async Task UnknownEncoding_OfARequest_IsUnimplementedAndNamesTheKnown()
    {
        await using var server = await EchoServer.StartAsync();

        var reply = await RawCall.SayAsync(server.Address, compressed: 1, [1, 2, 3], [("grpc-encoding", "unheard-of")]);

        Assert.Equal(StatusCode.Unimplemented, reply.Status);
        Assert.Equal(["gzip", "deflate"], reply.Headers.GetValues("grpc-accept-encoding").Single().Split(',').Except(["identity"]));
    }

    [Fact]
    public async Task UnknownEncoding_AskedOfTheClient_IsInternal()
    {
        await using var server = await EchoServer.StartAsync();

        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.SayAsync(
            new SayRequest(), new Metadata { { "grpc-internal-encoding-request", "unheard-of" } }));

        Assert.Equal(StatusCode.Internal, error.StatusCode);
    }

    [Fact]
    public async Task Deflate_ByHand_IsRead()
    {
        await using var server = await EchoServer.StartAsync();
        using var buffer = new MemoryStream();
        using (var zlib = new ZLibStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
            new SayRequest { Text = Long }.WriteTo(zlib);

        var reply = await RawCall.SayAsync(server.Address, compressed: 1, buffer.ToArray(), [("grpc-encoding", "deflate")]);

        Assert.Equal(StatusCode.OK, reply.Status);
        Assert.Equal(Long, SayResponse.Parser.ParseFrom(reply.Payload).Text);
    }

    [Fact]
    public void GzipProvider_AfterWriting_LeavesTheStreamOpen()
    {
        var provider = new GzipCompressionProvider(CompressionLevel.Fastest);
        using var buffer = new MemoryStream();

        using (var writer = provider.CreateCompressionStream(buffer, CompressionLevel.SmallestSize))
            writer.Write("ordre"u8);
        buffer.Position = 0;
        using var reader = new StreamReader(provider.CreateDecompressionStream(buffer));

        Assert.Equal("ordre", reader.ReadToEnd());
        Assert.Equal("gzip", provider.EncodingName);
    }

    private static void CompressResponses(GrpcServiceOptions options)
    {
        options.ResponseCompressionAlgorithm = "gzip";
        options.ResponseCompressionLevel = CompressionLevel.Fastest;
    }

    private static byte[] Gzipped(byte[] plain)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(plain);
        return buffer.ToArray();
    }

    private static byte[] Gunzipped(byte[] compressed)
    {
        using var plain = new MemoryStream();
        using var gzip = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
