using System.Buffers.Binary;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace OrdreCouncils.Tests.Gateway;

/// <summary>gRPC without messages: calls whose requests and answers are plain bytes, so that any method of any service can be called.</summary>
internal static class Frames
{
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create((byte[] bytes) => bytes, bytes => bytes);

    /// <param name="path"><c>package.Service/Method</c>.</param>
    /// <param name="type">Kind of call.</param>
    public static Method<byte[], byte[]> Method(string path, MethodType type = MethodType.Unary) =>
        new(type, path[..path.LastIndexOf('/')], path[(path.LastIndexOf('/') + 1)..], Bytes, Bytes);

    public static AsyncUnaryCall<byte[]> Unary(this CallInvoker invoker, string path, byte[]? request = null, CallOptions options = default) =>
        invoker.AsyncUnaryCall(Method(path), null, options, request ?? []);

    /// <summary>One message of a request as it travels: a flag, a length, the bytes. Null at the end.</summary>
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
