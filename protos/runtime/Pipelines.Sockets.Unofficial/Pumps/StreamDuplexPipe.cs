using System.IO.Pipelines;

namespace Pipelines.Sockets.Unofficial.Pumps;

internal sealed class StreamDuplexPipe : IMeasuredDuplexPipe, IDisposable
{
    private readonly DuplexPump _pump;
    private readonly string _name;

    internal StreamDuplexPipe(Stream stream, PipeOptions? send, PipeOptions? receive, string? name)
    {
        _name = name ?? nameof(StreamConnection);
        _pump = new DuplexPump(new StreamTransport(stream), send, receive, _name);
        _pump.Start();
    }

    public PipeReader Input => _pump.Input;

    public PipeWriter Output => _pump.Output;

    public long TotalBytesSent => _pump.BytesSent;

    public long TotalBytesReceived => _pump.BytesReceived;

    public void Dispose() => _pump.Dispose();

    public override string ToString() => _name;
}
