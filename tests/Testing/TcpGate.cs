using System.Net;
using System.Net.Sockets;

namespace OrdreCouncils.Tests.Testing;

/// <summary>A TCP proxy that a test can shut, slow down, or tell to drop replies.</summary>
public sealed class TcpGate : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private volatile IPEndPoint destination;
    private readonly List<TcpClient> open = [];
    private readonly CancellationTokenSource ended = new();
    private volatile GateMode mode = GateMode.Open;

    public TcpGate(string destination)
        : this(new Uri(destination).Port)
    {
    }

    public TcpGate(int port)
    {
        destination = new IPEndPoint(IPAddress.Loopback, port);
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public string Address => $"http://127.0.0.1:{Port}";

    public GateMode Mode => mode;

    /// <summary>Delay of each chunk in both directions; applies to open connections too.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Changes the mode and cuts the open connections.</summary>
    public void Set(GateMode next)
    {
        mode = next;
        lock (open)
        {
            open.ForEach(client => client.Dispose());
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
        listener.Dispose();
        Set(GateMode.Shut);
        ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ended.IsCancellationRequested)
        {
            TcpClient near;
            try
            {
                near = await listener.AcceptTcpClientAsync(ended.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            if (mode == GateMode.Shut)
            {
                near.Dispose();
                continue;
            }

            _ = JoinAsync(near, mode);
        }
    }

    private async Task JoinAsync(TcpClient near, GateMode joined)
    {
        var far = new TcpClient();
        lock (open)
            open.AddRange([near, far]);
        try
        {
            await far.ConnectAsync(destination);
            var forth = CarryAsync(near.GetStream(), far.GetStream());
            // Dropped replies are still read: the server must believe that it has answered.
            var back = CarryAsync(far.GetStream(), joined == GateMode.LoseReplies ? Stream.Null : near.GetStream());
            await Task.WhenAny(forth, back);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // The connection was cut by a change of mode or by a killed process.
        }
        finally
        {
            near.Dispose();
            far.Dispose();
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

    Shut,

    LoseReplies,
}
