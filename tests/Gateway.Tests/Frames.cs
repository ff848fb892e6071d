using System.Buffers.Binary;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>gRPC calls with plain bytes as messages, so that a test can call any method of any service.</summary>
internal static class Frames
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create((byte[] bytes) => bytes, bytes => bytes);

    /// <param name="path"><c>package.Service/Method</c>.</param>
    public static Method<byte[], byte[]> Method(string path, MethodType type = MethodType.Unary) =>
        new(type, path[..path.LastIndexOf('/')], path[(path.LastIndexOf('/') + 1)..], Bytes, Bytes);

    public static AsyncUnaryCall<byte[]> Unary(this CallInvoker invoker, string path, byte[]? request = null, CallOptions options = default) =>
        invoker.AsyncUnaryCall(Method(path), null, options, request ?? []);

    /// <summary>Reads one message of a request (flag, length, bytes); null at the end.</summary>
    public static async Task<byte[]?> ReadFrameAsync(this HttpRequest request)
    {
        var prefix = new byte[5];
        if (await request.Body.ReadAtLeastAsync(prefix, 5, throwOnEndOfStream: false, request.HttpContext.RequestAborted) < 5)
            return null;
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1))];
        await request.Body.ReadExactlyAsync(message, request.HttpContext.RequestAborted);
        return message;
    }

    public static async Task WriteFrameAsync(this HttpResponse response, byte[] message)
    {
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        await response.Body.WriteAsync(frame);
        await response.Body.FlushAsync();
    }
}
