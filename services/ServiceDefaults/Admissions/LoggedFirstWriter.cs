using Grpc.Core;

namespace OrdreCouncils.ServiceDefaults.Admissions;

/// <summary>Writes the access log before the first answer of a stream that must be logged first.</summary>
internal sealed class LoggedFirstWriter<T>(IServerStreamWriter<T> inner, Func<ValueTask> logFirst) : IServerStreamWriter<T>
{
    private bool started;

    public WriteOptions? WriteOptions
    {
        get => inner.WriteOptions;
        set => inner.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken) =>
        started ? inner.WriteAsync(message, cancellationToken) : FirstAsync(message, cancellationToken);

    private async Task FirstAsync(T message, CancellationToken cancellationToken)
    {
        await logFirst();
        started = true;
        await inner.WriteAsync(message, cancellationToken);
    }
}
