using System.IO.Pipelines;

namespace Pipelines.Sockets.Unofficial;

/// <summary>
/// Runs pipe callbacks on its own threads, so that replies are read even when the process's thread pool is busy.
/// When more than a few callbacks wait, the thread pool helps.
/// </summary>
public sealed class DedicatedThreadPoolPipeScheduler : PipeScheduler, IDisposable
{
    private readonly object _sync = new();
    private readonly Queue<(Action<object?> Action, object? State)> _queue = new();
    private readonly int _queueLimit;
    private int _available;
    private bool _disposed;
    private long _servicedByQueue;
    private long _servicedByPool;

    /// <summary>Starts the threads.</summary>
    /// <param name="name">Prefix of the threads' names.</param>
    /// <param name="workerCount">Number of threads.</param>
    /// <param name="useThreadPoolQueueLength">The queue length from which callbacks go to the thread pool instead.</param>
    /// <param name="priority">The threads' priority.</param>
    public DedicatedThreadPoolPipeScheduler(
        string? name = null,
        int workerCount = 5,
        int useThreadPoolQueueLength = 10,
        ThreadPriority priority = ThreadPriority.Normal)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workerCount);
        ArgumentOutOfRangeException.ThrowIfNegative(useThreadPoolQueueLength);
        WorkerCount = workerCount;
        _queueLimit = useThreadPoolQueueLength;
        for (var i = 1; i <= workerCount; i++)
        {
            new Thread(Work)
            {
                Name = $"{name ?? nameof(DedicatedThreadPoolPipeScheduler)}:{i}",
                IsBackground = true,
                Priority = priority,
            }.Start();
        }
    }

    /// <summary>Number of threads started.</summary>
    public int WorkerCount { get; }

    /// <summary>Threads that wait for work now.</summary>
    public int AvailableCount => Volatile.Read(ref _available);

    /// <summary>Callbacks that the own threads ran.</summary>
    public long TotalServicedByQueue => Interlocked.Read(ref _servicedByQueue);

    /// <summary>Callbacks that the thread pool took over.</summary>
    public long TotalServicedByPool => Interlocked.Read(ref _servicedByPool);

    /// <inheritdoc/>
    public override void Schedule(Action<object?> action, object? state)
    {
        ArgumentNullException.ThrowIfNull(action);
        lock (_sync)
        {
            if (!_disposed && _queue.Count < Math.Max(_queueLimit, _available))
            {
                _queue.Enqueue((action, state));
                Monitor.Pulse(_sync);
                return;
            }
        }

        Interlocked.Increment(ref _servicedByPool);
        ThreadPool.Schedule(action, state);
    }

    /// <summary>Ends the threads once the queue is empty; what comes later goes to the thread pool.</summary>
    public void Dispose()
    {
        lock (_sync)
        {
            _disposed = true;
            Monitor.PulseAll(_sync);
        }
    }

    private void Work()
    {
        while (TryTake(out var item))
        {
            item.Action(item.State);
            Interlocked.Increment(ref _servicedByQueue);
        }
    }

    private bool TryTake(out (Action<object?> Action, object? State) item)
    {
        lock (_sync)
        {
            _available++;
            while (_queue.Count == 0 && !_disposed)
                Monitor.Wait(_sync);

            _available--;
            return _queue.TryDequeue(out item);
        }
    }
}
