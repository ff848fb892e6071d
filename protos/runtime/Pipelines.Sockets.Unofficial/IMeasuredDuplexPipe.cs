using System.IO.Pipelines;

namespace Pipelines.Sockets.Unofficial;

/// <summary>A duplex pipe that counts what crossed the wire.</summary>
public interface IMeasuredDuplexPipe : IDuplexPipe
{
    /// <summary>Bytes handed to the transport since the connection began.</summary>
    public long TotalBytesSent { get; }

    /// <summary>Bytes taken from the transport since the connection began.</summary>
    public long TotalBytesReceived { get; }
}
