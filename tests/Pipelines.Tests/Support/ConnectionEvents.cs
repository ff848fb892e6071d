using StackExchange.Redis;

namespace OrdreCouncils.Tests.Pipelines.Support;

/// <summary>The next failure and the next restoration of a multiplexer's command connection.</summary>
internal sealed class ConnectionEvents
{
    private readonly TaskCompletionSource<ConnectionFailedEventArgs> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _restored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConnectionEvents(ConnectionMultiplexer redis)
    {
        redis.ConnectionFailed += (_, e) =>
        {
            if (e.ConnectionType == ConnectionType.Interactive)
                _failed.TrySetResult(e);
        };
        redis.ConnectionRestored += (_, e) =>
        {
            if (e.ConnectionType == ConnectionType.Interactive)
                _restored.TrySetResult();
        };
    }

    public Task<ConnectionFailedEventArgs> Failed => _failed.Task.Patiently();

    public Task Restored => _restored.Task.Patiently();
}
