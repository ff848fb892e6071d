using System.Net;
using System.Net.Sockets;

namespace OrdreCouncils.Tests.Pipelines.Support;

/// <summary>Two ends of one TCP connection.</summary>
internal sealed class SocketPair : IDisposable
{
    private SocketPair(Socket near, Socket far) => (Near, Far) = (near, far);

    public Socket Near { get; }

    public Socket Far { get; }

    public static async Task<SocketPair> ConnectAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var near = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await near.ConnectAsync(listener.LocalEndpoint);
        return new SocketPair(near, await listener.AcceptSocketAsync());
    }

    /// <summary>The far end vanishes without a farewell.</summary>
    public void ResetByFar()
    {
        Far.LingerState = new LingerOption(enable: true, seconds: 0);
        Far.Close();
    }

    public void Dispose()
    {
        Near.Dispose();
        Far.Dispose();
    }
}
