using System.IO.Pipelines;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Pipelines.Sockets.Unofficial;

/// <summary>Socket arguments that can be awaited: one pending operation, one waiter, and a first outcome that stands.</summary>
public class SocketAwaitableEventArgs : SocketAsyncEventArgs, ICriticalNotifyCompletion
{
    private static readonly Action Finished = static () => { };

    private readonly PipeScheduler? _scheduler;
    private Action? _continuation;
    private int _abortError;

    /// <summary>The waiter resumes on <paramref name="scheduler"/>, or on the completing thread when there is none.</summary>
    public SocketAwaitableEventArgs(PipeScheduler? scheduler = null)
        : base(true) => _scheduler = scheduler; // true: an awaiter's continuation carries its own execution context

    /// <summary>True when <see cref="GetResult"/> will not wait.</summary>
    public bool IsCompleted => ReferenceEquals(Volatile.Read(ref _continuation), Finished);

    /// <summary>These arguments are their own awaiter.</summary>
    public SocketAwaitableEventArgs GetAwaiter() => this;

    /// <summary>The bytes transferred, and ready for the next operation; throws what the operation or <see cref="Abort"/> failed with.</summary>
    public int GetResult()
    {
        Volatile.Write(ref _continuation, null);
        var aborted = (SocketError)Interlocked.Exchange(ref _abortError, (int)SocketError.Success);
        var error = aborted != SocketError.Success ? aborted : SocketError;
        return error == SocketError.Success ? BytesTransferred : throw new SocketException((int)error);
    }

    /// <summary>Says that the operation ended: the caller's duty when it ended synchronously.</summary>
    public void Complete()
    {
        var waiter = Interlocked.Exchange(ref _continuation, Finished);
        if (waiter is null || ReferenceEquals(waiter, Finished))
            return;

        if (_scheduler is null)
            waiter();
        else
            _scheduler.Schedule(static state => ((Action)state!)(), waiter);
    }

    /// <summary>Ends the wait with an error, unless the operation ended before.</summary>
    public void Abort(SocketError error = SocketError.OperationAborted)
    {
        if (IsCompleted)
            return;

        Interlocked.CompareExchange(ref _abortError, (int)error, (int)SocketError.Success);
        Complete();
    }

    /// <inheritdoc/>
    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    /// <inheritdoc/>
    public void UnsafeOnCompleted(Action continuation)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        var before = Interlocked.CompareExchange(ref _continuation, continuation, null);
        if (ReferenceEquals(before, Finished))
            ThreadPool.UnsafeQueueUserWorkItem(static run => run(), continuation, preferLocal: false);
        else if (before is not null)
            throw new InvalidOperationException("These arguments already have a waiter.");
    }

    /// <inheritdoc/>
    protected override void OnCompleted(SocketAsyncEventArgs e) => Complete();
}
