using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>Reads the messages of an upload: one header, then chunks.</summary>
public static class UploadMessages
{
    private const int MostChunkBytes = 262_144;

    /// <param name="requests">The call's messages.</param>
    /// <param name="header">The header of a message, null when the message is none.</param>
    public static async Task<THeader> HeaderAsync<TRequest, THeader>(
        IAsyncStreamReader<TRequest> requests, Func<TRequest, THeader?> header, CancellationToken cancellation)
        where THeader : class =>
        await requests.MoveNext(cancellation) && header(requests.Current) is { } found
            ? found
            : throw Fault.Invalid("header", "Send a header before the first chunk.");

    /// <summary>The next bytes of the file; empty at the end.</summary>
    /// <param name="requests">The call's messages after the header.</param>
    /// <param name="chunk">The bytes of a message, empty when the message is no chunk.</param>
    /// <param name="cancellation">Of the call.</param>
    internal static async ValueTask<ReadOnlyMemory<byte>> ChunkAsync<TRequest>(
        IAsyncStreamReader<TRequest> requests, Func<TRequest, ByteString> chunk, CancellationToken cancellation)
    {
        if (!await requests.MoveNext(cancellation))
            return ReadOnlyMemory<byte>.Empty;
        return chunk(requests.Current) is { Length: > 0 and <= MostChunkBytes } bytes
            ? bytes.Memory
            : throw Fault.Invalid("chunk", FormattableString.Invariant($"After the header, send chunks of 1 to {MostChunkBytes} bytes."));
    }
}
