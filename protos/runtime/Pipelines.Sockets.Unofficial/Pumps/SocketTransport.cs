using System.Net.Sockets;

namespace Pipelines.Sockets.Unofficial.Pumps;

internal sealed class SocketTransport(Socket socket) : ITransport
{
    public ValueTask<int> ReceiveAsync(Memory<byte> buffer) => socket.ReceiveAsync(buffer, SocketFlags.None);

    public ValueTask<int> SendAsync(ReadOnlyMemory<byte> bytes) => socket.SendAsync(bytes, SocketFlags.None);

    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    public void EndSending() => Shutdown(SocketShutdown.Send);

    // Not Close: what has already arrived (the server's reason for hanging up, say) can still be read.
    public void Abort() => Shutdown(SocketShutdown.Both);

    public void Close() => socket.Dispose();

    private void Shutdown(SocketShutdown how)
    {
        try
        {
            socket.Shutdown(how);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Already closed: nothing is left to shut down.
        }
    }
}
