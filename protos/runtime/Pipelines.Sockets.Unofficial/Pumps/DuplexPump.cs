using System.IO.Pipelines;
using System.Net.Sockets;

namespace Pipelines.Sockets.Unofficial.Pumps;

/// <summary>
/// Moves bytes between a transport and two pipes until either side ends.
/// The first cause of the end is kept; a failure of one direction ends the other, so that nobody waits on a dead wire.
/// </summary>
internal sealed class DuplexPump : IDisposable
{
    private const int SmallestReceive = 2 * 1024;
    private const int LargestReceive = 64 * 1024;

    private readonly ITransport _transport;
    private readonly string _name;
    private readonly Pipe _send;
    private readonly Pipe _receive;
    private readonly GuardedReader _input;
    private readonly GuardedWriter _output;
    private int _running = 2;
    private int _shutdownKind;
    private int _socketError;
    private int _lastReceived = -1;
    private long _bytesReceived;
    private long _bytesSent;
    private Exception? _failure;

    public DuplexPump(ITransport transport, PipeOptions? send, PipeOptions? receive, string name)
    {
        _transport = transport;
        _name = name;
        _send = new Pipe(send ?? PipeOptions.Default);
        _receive = new Pipe(receive ?? PipeOptions.Default);
        _input = new GuardedReader(_receive.Reader);
        _output = new GuardedWriter(_send.Writer);
    }

    public PipeReader Input => _input;

    public PipeWriter Output => _output;

    public PipeShutdownKind ShutdownKind => (PipeShutdownKind)Volatile.Read(ref _shutdownKind);

    public SocketError SocketError => (SocketError)Volatile.Read(ref _socketError);

    public int LastReceived => Volatile.Read(ref _lastReceived);

    public long BytesReceived => Interlocked.Read(ref _bytesReceived);

    public long BytesSent => Interlocked.Read(ref _bytesSent);

    // The first number of each is read first, so that a byte in motion never makes the difference negative.
    public long BytesWaitingToBeRead
    {
        get
        {
            var consumed = _input.Consumed;
            return BytesReceived - consumed;
        }
    }

    public long BytesWaitingToBeSent
    {
        get
        {
            var sent = BytesSent;
            return _output.Written - sent;
        }
    }

    public void Start()
    {
        _ = RunReceiveAsync();
        _ = RunSendAsync();
    }

    public bool TrySetShutdown(PipeShutdownKind kind) =>
        Interlocked.CompareExchange(ref _shutdownKind, (int)kind, (int)PipeShutdownKind.None) == (int)PipeShutdownKind.None;

    public void Dispose()
    {
        TrySetShutdown(PipeShutdownKind.PipeDisposed);
        Interlocked.CompareExchange(ref _failure, new ObjectDisposedException(_name), null);
        _transport.Close();
        _send.Reader.CancelPendingRead();
    }

    private async Task RunReceiveAsync()
    {
        try
        {
            TrySetShutdown(await ReceiveAsync());
        }
        catch (Exception e)
        {
            Fail(Ending.OfRead(e, _name));
        }

        _receive.Writer.Complete(Volatile.Read(ref _failure));
        CloseAfterBoth();
    }

    private async Task<PipeShutdownKind> ReceiveAsync()
    {
        var writer = _receive.Writer;
        var wanted = SmallestReceive;
        while (true)
        {
            var memory = writer.GetMemory(wanted);
            var received = await _transport.ReceiveAsync(memory);
            Volatile.Write(ref _lastReceived, received);
            if (received == 0)
                return PipeShutdownKind.ReadEndOfStream;

            Interlocked.Add(ref _bytesReceived, received);
            writer.Advance(received);
            wanted = received == memory.Length ? Math.Min(memory.Length * 2, LargestReceive) : SmallestReceive;

            var flushed = await writer.FlushAsync();
            if (flushed.IsCompleted)
                return PipeShutdownKind.ReadFlushCompleted;
        }
    }

    private async Task RunSendAsync()
    {
        try
        {
            if (await SendAsync())
            {
                TrySetShutdown(PipeShutdownKind.WriteEndOfStream);
                _transport.EndSending();
            }
        }
        catch (Exception e)
        {
            Fail(Ending.OfWrite(e, _name));
        }

        // Without the failure, which the reading side alone reports: the Redis client, told twice at once, would hand the
        // raw exception of one to callers who expect its own. A flush then says "completed" instead of throwing.
        _send.Reader.Complete();
        CloseAfterBoth();
    }

    /// <summary>True when everything that the owner wrote was sent; false when the connection ended first.</summary>
    private async Task<bool> SendAsync()
    {
        var reader = _send.Reader;
        while (true)
        {
            var result = await reader.ReadAsync();
            if (result.IsCanceled)
                return false; // only the end of the connection cancels

            foreach (var segment in result.Buffer)
            {
                for (var rest = segment; !rest.IsEmpty;)
                {
                    var sent = await _transport.SendAsync(rest);
                    Interlocked.Add(ref _bytesSent, sent);
                    rest = rest[sent..];
                }
            }

            await _transport.FlushAsync();
            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
                return true;
        }
    }

    private void Fail(Ending ending)
    {
        if (TrySetShutdown(ending.Kind))
            Volatile.Write(ref _socketError, (int)ending.SocketError);

        Interlocked.CompareExchange(ref _failure, ending.Error, null);
        _transport.Abort();
        _send.Reader.CancelPendingRead();
    }

    private void CloseAfterBoth()
    {
        if (Interlocked.Decrement(ref _running) == 0)
            _transport.Close();
    }
}
