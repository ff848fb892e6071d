using System.IO.Pipelines;
using System.Net.Sockets;
using Pipelines.Sockets.Unofficial.Pumps;

namespace Pipelines.Sockets.Unofficial;

/// <summary>Pipes over a connected socket. Disposing the connection closes the socket.</summary>
public sealed class SocketConnection : IMeasuredDuplexPipe, IDisposable
{
    private readonly DuplexPump _pump;
    private readonly string? _name;

    private SocketConnection(Socket socket, PipeOptions? send, PipeOptions? receive, string? name)
    {
        Socket = socket;
        _name = name;
        _pump = new DuplexPump(new SocketTransport(socket), send, receive, name ?? nameof(SocketConnection));
    }

    /// <summary>The socket beneath.</summary>
    public Socket Socket { get; }

    /// <inheritdoc/>
    public PipeReader Input => _pump.Input;

    /// <inheritdoc/>
    public PipeWriter Output => _pump.Output;

    /// <summary>How the connection first began to end.</summary>
    public PipeShutdownKind ShutdownKind => _pump.ShutdownKind;

    /// <summary>The socket's first error, if it failed.</summary>
    public SocketError SocketError => _pump.SocketError;

    /// <summary>Bytes received since the connection began.</summary>
    public long BytesRead => _pump.BytesReceived;

    /// <summary>Bytes sent since the connection began.</summary>
    public long BytesSent => _pump.BytesSent;

    /// <summary>Size of the last receive: 0 at the end of the stream, -1 before the first.</summary>
    public int LastReceived => _pump.LastReceived;

    long IMeasuredDuplexPipe.TotalBytesSent => BytesSent;

    long IMeasuredDuplexPipe.TotalBytesReceived => BytesRead;

    /// <summary>Wraps a connected socket and starts moving bytes.</summary>
    /// <param name="socket">A connected stream socket; the connection owns it from here.</param>
    /// <param name="sendPipeOptions">Scheduling and back-pressure of <see cref="Output"/>.</param>
    /// <param name="receivePipeOptions">Scheduling and back-pressure of <see cref="Input"/>.</param>
    /// <param name="connectionOptions">None exists.</param>
    /// <param name="name">A name for messages.</param>
    public static SocketConnection Create(
        Socket socket,
        PipeOptions? sendPipeOptions,
        PipeOptions? receivePipeOptions,
        SocketConnectionOptions connectionOptions = SocketConnectionOptions.None,
        string? name = null)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (connectionOptions != SocketConnectionOptions.None)
            throw new ArgumentOutOfRangeException(nameof(connectionOptions), connectionOptions, "No option is supported.");

        var connection = new SocketConnection(socket, sendPipeOptions, receivePipeOptions, name);
        connection._pump.Start();
        return connection;
    }

    /// <summary>Everything needed is in the shared framework: nothing to load ahead.</summary>
    public static void AssertDependencies()
    {
    }

    /// <summary>Small writes leave at once instead of waiting for company.</summary>
    public static void SetRecommendedClientOptions(Socket socket)
    {
        ArgumentNullException.ThrowIfNull(socket);
        if (socket.ProtocolType == ProtocolType.Tcp)
            socket.NoDelay = true;
    }

    /// <summary>Notes that the protocol itself ends the conversation; false when the connection had begun to end before.</summary>
    public bool TrySetProtocolShutdown(PipeShutdownKind kind)
    {
        if (kind is not (PipeShutdownKind.ProtocolExitClient or PipeShutdownKind.ProtocolExitServer))
            return false;

        return _pump.TrySetShutdown(kind);
    }

    /// <summary>Where bytes stand now.</summary>
    public Counters GetCounters() => new(AvailableOnSocket(), _pump.BytesWaitingToBeRead, _pump.BytesWaitingToBeSent);

    /// <inheritdoc/>
    public void Dispose() => _pump.Dispose();

    /// <inheritdoc/>
    public override string ToString() => _name ?? base.ToString()!;

    private long AvailableOnSocket()
    {
        try
        {
            return Socket.Available;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return 0; // a closed socket holds nothing
        }
    }

    /// <summary>Bytes at each stage of a connection.</summary>
    public readonly struct Counters
    {
        internal Counters(long availableOnSocket, long waitingToBeRead, long waitingToBeSent)
        {
            BytesAvailableOnSocket = availableOnSocket;
            BytesWaitingToBeRead = waitingToBeRead;
            BytesWaitingToBeSent = waitingToBeSent;
        }

        /// <summary>Arrived, not yet received.</summary>
        public long BytesAvailableOnSocket { get; }

        /// <summary>Received, not yet consumed by the owner.</summary>
        public long BytesWaitingToBeRead { get; }

        /// <summary>Written by the owner, not yet sent.</summary>
        public long BytesWaitingToBeSent { get; }
    }
}
