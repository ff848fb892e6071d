namespace Pipelines.Sockets.Unofficial;

/// <summary>How a connection first began to end. Callers print the name; the hundreds say which side saw it.</summary>
public enum PipeShutdownKind
{
    /// <summary>The connection is open.</summary>
    None = 0,

    /// <summary>The owner disposed the connection.</summary>
    PipeDisposed = 1,

    /// <summary>The other side closed in good order.</summary>
    ReadEndOfStream = 100,

    /// <summary>The socket was closed locally under a read.</summary>
    ReadDisposed = 101,

    /// <summary>The stream failed under a read.</summary>
    ReadIOException = 102,

    /// <summary>Something other than the transport failed under a read.</summary>
    ReadException = 103,

    /// <summary>The socket failed under a read.</summary>
    ReadSocketError = 104,

    /// <summary>The owner completed the reader while bytes were still arriving.</summary>
    ReadFlushCompleted = 105,

    /// <summary>The owner completed the writer and everything was sent.</summary>
    WriteEndOfStream = 200,

    /// <summary>The socket was closed locally under a write.</summary>
    WriteDisposed = 201,

    /// <summary>The stream failed under a write.</summary>
    WriteIOException = 202,

    /// <summary>Something other than the transport failed under a write.</summary>
    WriteException = 203,

    /// <summary>The socket failed under a write.</summary>
    WriteSocketError = 204,

    /// <summary>The client ended the conversation by the protocol's own means.</summary>
    ProtocolExitClient = 400,

    /// <summary>The server ended the conversation by the protocol's own means.</summary>
    ProtocolExitServer = 401,
}
