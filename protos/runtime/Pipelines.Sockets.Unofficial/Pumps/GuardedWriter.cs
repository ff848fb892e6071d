using System.IO.Pipelines;

namespace Pipelines.Sockets.Unofficial.Pumps;

/// <summary>The owner's writer: counts what was written, and keeps lent memory valid until the owner has advanced past it.</summary>
internal sealed class GuardedWriter : PipeWriter
{
    private readonly PipeWriter _inner;
    private readonly CompletionGate _gate;
    private long _written;

    public GuardedWriter(PipeWriter inner)
    {
        _inner = inner;
        _gate = new CompletionGate(inner.Complete);
    }

    public long Written => Interlocked.Read(ref _written);

    public override bool CanGetUnflushedBytes => _inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => _inner.UnflushedBytes;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        _gate.Hold();
        try
        {
            return _inner.GetMemory(sizeHint);
        }
        catch
        {
            _gate.Release();
            throw;
        }
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        _inner.Advance(bytes);
        Interlocked.Add(ref _written, bytes);
        _gate.Release();
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        _inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => _inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => _gate.Complete(exception);
}
