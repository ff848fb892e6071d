using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;

namespace OrdreCouncils.Tests.Protos;

/// <summary>One unary call written by hand, to see the bytes that a client library would hide.</summary>
internal sealed record RawCall(StatusCode Status, string Message, HttpResponseHeaders Headers, byte Compressed, byte[] Payload)
{
    public static Task<RawCall> SayAsync(Uri address, IMessage request, (string Name, string Value)[]? headers = null) =>
        SayAsync(address, compressed: 0, request.ToByteArray(), headers);

    public static async Task<RawCall> SayAsync(
        Uri address, byte compressed, byte[] payload, (string Name, string Value)[]? headers = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/ordre.tests.v1.EchoService/Say"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(Frame(compressed, payload)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        foreach (var (name, value) in headers ?? [])
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));

        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        // An error without a response comes as headers only.
        var last = response.TrailingHeaders.Contains("grpc-status") ? response.TrailingHeaders : response.Headers;
        return new RawCall(
            (StatusCode)int.Parse(last.GetValues("grpc-status").Single(), CultureInfo.InvariantCulture),
            last.TryGetValues("grpc-message", out var message) ? Uri.UnescapeDataString(message.Single()) : "",
            response.Headers,
            body.Length == 0 ? (byte)0 : body[0],
            body.Length == 0 ? [] : body[5..]);
    }

    // One byte for "compressed", four for the length, then the message.
    private static byte[] Frame(byte compressed, byte[] payload)
    {
        var frame = new byte[5 + payload.Length];
        frame[0] = compressed;
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), payload.Length);
        payload.CopyTo(frame, 5);
        return frame;
    }
}
