namespace OrdreCouncils.ServiceDefaults.Outbox;

/// <summary>Tells the relay that a message was committed, so that it need not wait for its next look.</summary>
public sealed class OutboxSignal
{
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends at the next <see cref="Wake"/>. Take it before looking: what is committed after the look then ends the wait.</summary>
    internal Task Next => Volatile.Read(ref next).Task;

    public void Wake() =>
        Interlocked.Exchange(ref next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
