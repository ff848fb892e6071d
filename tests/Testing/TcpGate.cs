using System.Net;
using System.Net.Sockets;

namespace OrdreCouncils.Tests.Testing;

/// <summary>A TCP proxy that a test can shut, slow down, or tell to drop replies. It keeps its port also while nobody listens there.</summary>
public sealed class TcpGate : IDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private volatile IPEndPoint destination;
    private readonly List<IDisposable> open = [];
    private readonly CancellationTokenSource ended = new();
    private volatile GateMode mode = GateMode.Away;

    public TcpGate(string destination, GateMode first = GateMode.Open)
        : this(new Uri(destination).Port, first)
    {
    }

    public TcpGate(int port, GateMode first = GateMode.Open)
    {
        destination = new IPEndPoint(IPAddress.Loopback, port);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        Set(first);
    }

    public int Port { get; }

    public string Address => $"http://127.0.0.1:{Port}";

    public GateMode Mode => mode;

    /// <summary>Delay of each chunk in both directions; applies to open connections too.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Changes the mode and cuts the open connections. A gate can be away at first only.</summary>
    public void Set(GateMode next)
    {
        lock (open)
        {
            if (mode == GateMode.Away && next != GateMode.Away)
            {
                listener.Listen();
                _ = AcceptAsync();
            }

            mode = next;
            open.ForEach(end => end.Dispose());
            open.Clear();
        }
    }

    /// <summary>Opens the gate to another address: that of a process which was started again.</summary>
    public void Redirect(string address)
    {
        destination = new IPEndPoint(IPAddress.Loopback, new Uri(address).Port);
        Set(GateMode.Open);
    }

    public void Dispose()
    {
        ended.Cancel();
        Set(GateMode.Shut);
        listener.Dispose();
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            NetworkStream near;
            try
            {
                near = new NetworkStream(await listener.AcceptAsync(ended.Token), ownsSocket: true);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = JoinAsync(near);
        }
    }

    private async Task JoinAsync(NetworkStream near)
    {
        using var far = new TcpClient();
        using var end = near;
        GateMode joined;
        lock (open)
        {
            // Under the lock: a connection that comes while the gate is shut must not reach the port of a dead process.
            if ((joined = mode) == GateMode.Shut)
                return;
            open.AddRange([near, far]);
        }

        try
        {
            await far.ConnectAsync(destination);
            var forth = CarryAsync(near, far.GetStream());
            // Dropped replies are still read: the server must believe that it has answered.
            var back = CarryAsync(far.GetStream(), joined == GateMode.LoseReplies ? Stream.Null : near);
            await Task.WhenAny(forth, back);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // The connection was cut by a change of mode or by a killed process.
        }
    }

    private async Task CarryAsync(Stream from, Stream to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer) is var length and > 0)
        {
            if (Delay > TimeSpan.Zero)
            {
                using var way = new PeriodicTimer(Delay);
                await way.WaitForNextTickAsync();
            }

            await to.WriteAsync(buffer.AsMemory(0, length));
        }
    }
}

public enum GateMode
{
    Open,

    /// <summary>Nobody listens yet: the system refuses connections.</summary>
    Away,

    /// <summary>Connections are taken and closed at once.</summary>
    Shut,

    LoseReplies,
}
