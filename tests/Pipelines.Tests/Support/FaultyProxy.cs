using System.Net;
using System.Net.Sockets;

namespace OrdreCouncils.Tests.Pipelines.Support;

/// <summary>A TCP proxy in front of a server that treats the bytes badly on request.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly EndPoint _server;
    private readonly Task _accepting;
    private readonly List<Task> _connections = [];
    private readonly CancellationTokenSource _ending = new();
    private Cut? _cut;

    public FaultyProxy(EndPoint server)
    {
        _server = server;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public EndPoint EndPoint => _listener.LocalEndpoint;

    /// <summary>Each byte travels in a packet of its own, both ways.</summary>
    public bool OneByteAtATime { get; init; }

    /// <summary>Hangs up the next connection whose server has answered <paramref name="bytes"/> more, and says when it did.</summary>
    public Task HangUpAfter(long bytes, bool reset)
    {
        var cut = new Cut(bytes, reset);
        Volatile.Write(ref _cut, cut);
        return cut.Done.Task.Patiently();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        await _accepting.Patiently();
        await Task.WhenAll(_connections).Patiently();
        _listener.Dispose();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _connections.Add(RelayAsync(await _listener.AcceptSocketAsync(_ending.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy ends.
        }
    }

    private async Task RelayAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            try
            {
                await server.ConnectAsync(_server, _ending.Token);
                client.NoDelay = server.NoDelay = true;
                var up = CopyAsync(client, server, fromServer: false);
                var down = CopyAsync(server, client, fromServer: true);
                await await Task.WhenAny(up, down); // a failure of one ends both, a farewell lets the other finish
                await Task.WhenAll(up, down);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Either side went away: so does the other.
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to, bool fromServer)
    {
        var buffer = new byte[16 * 1024];
        for (int count; (count = await from.ReceiveAsync(buffer, _ending.Token)) > 0;)
        {
            var cut = fromServer ? Volatile.Read(ref _cut) : null;
            var (allowed, hangUp) = cut?.Take(to, count) ?? (count, false);
            try
            {
                for (int sent = 0, step = OneByteAtATime ? 1 : allowed; sent < allowed; sent += step)
                    await SendAllAsync(to, buffer.AsMemory(sent, step));
            }
            finally
            {
                if (hangUp)
                    cut!.HangUp(to);
            }

            if (hangUp)
                return;
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private async Task SendAllAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
            bytes = bytes[await to.SendAsync(bytes, _ending.Token)..];
    }

    private sealed class Cut(long bytes, bool reset)
    {
        private readonly Dictionary<Socket, long> _left = [];
        private bool _hungUp;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void HangUp(Socket connection)
        {
            if (reset)
            {
                connection.LingerState = new LingerOption(enable: true, seconds: 0);
                connection.Close();
            }
            else
            {
                connection.Shutdown(SocketShutdown.Send);
            }

            Done.TrySetResult();
        }

        public (int Allowed, bool HangUp) Take(Socket connection, int count)
        {
            lock (_left)
            {
                if (_hungUp)
                    return (count, false);

                var left = _left.GetValueOrDefault(connection, bytes);
                _left[connection] = left - count;
                _hungUp = left <= count;
                return _hungUp ? ((int)left, true) : (count, false);
            }
        }
    }
}
