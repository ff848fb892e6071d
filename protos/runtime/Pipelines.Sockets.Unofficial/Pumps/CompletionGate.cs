namespace Pipelines.Sockets.Unofficial.Pumps;

/// <summary>
/// Puts off the completion of one side of a pipe while its owner holds the pipe's memory.
/// The Redis client completes both sides from the thread that noticed a failure while another thread may still parse a
/// reply or write a command; a pipe completed on both ends gives its memory back to the pool at once, and the next
/// connection would then scribble over a reply being read.
/// </summary>
internal sealed class CompletionGate(Action<Exception?> complete)
{
    private const int Free = 0;
    private const int Held = 1;
    private const int HeldAndRequested = 2;
    private const int Done = 3;

    private int _state;
    private Exception? _error;

    /// <summary>From here until <see cref="Release"/> completion waits. Holding twice is holding once.</summary>
    public void Hold() => Interlocked.CompareExchange(ref _state, Held, Free);

    public void Release()
    {
        if (Interlocked.CompareExchange(ref _state, Free, Held) != HeldAndRequested)
            return;

        if (Interlocked.CompareExchange(ref _state, Done, HeldAndRequested) == HeldAndRequested)
            complete(_error);
    }

    /// <summary>Completes now, or at the release; false when it waits. The first request counts.</summary>
    public bool Complete(Exception? error)
    {
        while (true)
        {
            switch (Volatile.Read(ref _state))
            {
                case Free when Interlocked.CompareExchange(ref _state, Done, Free) == Free:
                    complete(error);
                    return true;
                case Held:
                    _error = error;
                    if (Interlocked.CompareExchange(ref _state, HeldAndRequested, Held) == Held)
                        return false;
                    break;
                case HeldAndRequested:
                    return false;
                case Done:
                    return true;
            }
        }
    }
}
