using System.IO.Pipelines;
using Pipelines.Sockets.Unofficial.Pumps;

namespace Pipelines.Sockets.Unofficial;

/// <summary>Pipes over a stream, such as TLS.</summary>
public static class StreamConnection
{
    /// <summary>Both directions of a stream. The result measures what crosses, and disposing it disposes the stream.</summary>
    public static IDuplexPipe GetDuplex(
        Stream stream,
        PipeOptions? sendPipeOptions = null,
        PipeOptions? receivePipeOptions = null,
        string? name = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead || !stream.CanWrite)
            throw new ArgumentException("A duplex pipe needs a stream that reads and writes.", nameof(stream));

        return new StreamDuplexPipe(stream, sendPipeOptions, receivePipeOptions, name);
    }

    /// <summary>The reading side of a stream alone.</summary>
    public static PipeReader GetReader(Stream stream, PipeOptions? pipeOptions = null, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return PipeReader.Create(stream, new StreamPipeReaderOptions(pipeOptions?.Pool));
    }
}
