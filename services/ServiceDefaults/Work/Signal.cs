namespace OrdreCouncils.ServiceDefaults.Work;

/// <summary>Wakes waiting tasks. Take <see cref="Next"/> before checking for work, so that a wake in between is not missed.</summary>
public class Signal
{
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Next => Volatile.Read(ref next).Task;

    public void Wake() =>
        Interlocked.Exchange(ref next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public async Task<bool> UntilAsync(Func<bool> condition, TimeSpan limit, CancellationToken cancellation)
    {
        var end = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        while (true)
        {
            var woken = Next;
            if (condition())
                return true;
            var left = end - Environment.TickCount64;
            if (left <= 0)
                return false;
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(woken, Task.Delay(TimeSpan.FromMilliseconds(left), wait.Token));
            await wait.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
