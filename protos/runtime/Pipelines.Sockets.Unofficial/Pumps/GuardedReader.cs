using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Pipelines.Sockets.Unofficial.Pumps;

/// <summary>The owner's reader: counts what was consumed, and keeps a buffer valid until the owner has advanced past it.</summary>
internal sealed class GuardedReader : PipeReader
{
    private readonly PipeReader _inner;
    private readonly CompletionGate _gate;
    private ReadOnlySequence<byte> _buffer;
    private long _consumed;

    public GuardedReader(PipeReader inner)
    {
        _inner = inner;
        _gate = new CompletionGate(inner.Complete);
    }

    public long Consumed => Interlocked.Read(ref _consumed);

    public override bool TryRead(out ReadResult result)
    {
        var got = false;
        _gate.Hold();
        try
        {
            got = _inner.TryRead(out result);
            _buffer = got ? result.Buffer : default;
            return got;
        }
        finally
        {
            if (!got)
                _gate.Release();
        }
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        _gate.Hold();
        ValueTask<ReadResult> read;
        try
        {
            read = _inner.ReadAsync(cancellationToken);
            if (read.IsCompletedSuccessfully)
                return new(Remember(read.Result));
        }
        catch
        {
            _gate.Release();
            throw;
        }

        return AwaitAsync(read);
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (!_buffer.IsEmpty)
            Interlocked.Add(ref _consumed, _buffer.GetOffset(consumed) - _buffer.GetOffset(_buffer.Start));

        _buffer = default;
        _inner.AdvanceTo(consumed, examined);
        _gate.Release();
    }

    public override void CancelPendingRead() => _inner.CancelPendingRead();

    public override void Complete(Exception? exception = null)
    {
        if (!_gate.Complete(exception))
            _inner.CancelPendingRead(); // a read that waits holds the gate: wake it
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> AwaitAsync(ValueTask<ReadResult> read)
    {
        try
        {
            return Remember(await read);
        }
        catch
        {
            _gate.Release();
            throw;
        }
    }

    private ReadResult Remember(ReadResult result)
    {
        _buffer = result.Buffer;
        return result;
    }
}
