using System.Net.Sockets;

namespace Pipelines.Sockets.Unofficial.Pumps;

/// <summary>What a failure means to the connection: its kind, the socket's error if it had one, and the exception that the owner sees.</summary>
internal readonly record struct Ending(PipeShutdownKind Kind, SocketError SocketError, Exception Error)
{
    public static Ending OfRead(Exception failure, string name) => Of(
        failure,
        name,
        PipeShutdownKind.ReadDisposed,
        PipeShutdownKind.ReadSocketError,
        PipeShutdownKind.ReadIOException,
        PipeShutdownKind.ReadException);

    public static Ending OfWrite(Exception failure, string name) => Of(
        failure,
        name,
        PipeShutdownKind.WriteDisposed,
        PipeShutdownKind.WriteSocketError,
        PipeShutdownKind.WriteIOException,
        PipeShutdownKind.WriteException);

    private static Ending Of(
        Exception failure,
        string name,
        PipeShutdownKind disposed,
        PipeShutdownKind socketError,
        PipeShutdownKind ioException,
        PipeShutdownKind other) => (failure, SocketFailure(failure)) switch
        {
            // A socket closed under its own operation reports an aborted or interrupted operation.
            (ObjectDisposedException, _) or (_, { SocketErrorCode: SocketError.OperationAborted or SocketError.Interrupted }) =>
                new(disposed, SocketError.Success, new ObjectDisposedException(name, failure)),
            (_, { } socket) =>
                new(socketError, socket.SocketErrorCode, new ConnectionResetException(socket.Message, failure)),
            (IOException, _) => new(ioException, SocketError.Success, failure),
            _ => new(other, SocketError.Success, failure),
        };

    private static SocketException? SocketFailure(Exception failure) =>
        failure as SocketException ?? (failure as IOException)?.InnerException as SocketException;
}
