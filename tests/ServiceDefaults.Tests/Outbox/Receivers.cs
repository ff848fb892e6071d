using OrdreCouncils.ServiceDefaults.Outbox;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;

namespace OrdreCouncils.Tests.ServiceDefaults.Outbox;

/// <summary>Never acknowledges.</summary>
internal sealed class DeafReceiver : IOutboxDelivery<NoteNoted>
{
    public Task DeliverAsync(NoteNoted message, string id, CancellationToken cancellation) =>
        new TaskCompletionSource().Task.WaitAsync(cancellation);
}

internal sealed class EmptyServices : IServiceProvider
{
    public static readonly EmptyServices Instance = new();

    public object? GetService(Type serviceType) => null;
}

/// <summary>Reports the first message.</summary>
internal sealed class NotingReceiver : IOutboxDelivery<NoteNoted>
{
    private readonly TaskCompletionSource<string> first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> First => first.Task;

    public Task DeliverAsync(NoteNoted message, string id, CancellationToken cancellation)
    {
        first.TrySetResult(message.Id);
        return Task.CompletedTask;
    }
}
