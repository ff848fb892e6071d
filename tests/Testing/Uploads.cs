using Google.Protobuf;
using Grpc.Core;

namespace OrdreCouncils.Tests.Testing;

/// <summary>Client side of the RPCs that upload a document: one header, then chunks.</summary>
public static class Uploads
{
    private const int ChunkBytes = 200_000;

    /// <summary>Sends the bytes from an offset to <paramref name="until"/>, and returns the answer.</summary>
    public static async Task<TResponse> SendAsync<TRequest, TResponse>(
        this AsyncClientStreamingCall<TRequest, TResponse> call, TRequest header, Func<ByteString, TRequest> chunk, byte[] file, long offset, int? until)
    {
        var end = until ?? file.Length;
        try
        {
            await call.RequestStream.WriteAsync(header);
            for (var at = Math.Max(0, (int)offset); at < end; at += ChunkBytes)
                await call.RequestStream.WriteAsync(chunk(ByteString.CopyFrom(file, at, Math.Min(ChunkBytes, end - at))));
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException or HttpRequestException)
        {
            // The service may answer before it has read everything: the status is the answer.
        }

        return await call.ResponseAsync.InTime();
    }
}
