using Grpc.Core;

namespace OrdreCouncils.ServiceDefaults.Errors;

/// <summary>Reports a caller who hangs up as a cancellation: the stream notices it before the call's cancellation token, and throws an IOException.</summary>
internal sealed class CallerStream<T>(IAsyncStreamReader<T> messages) : IAsyncStreamReader<T>
{
    public T Current => messages.Current;

    public Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        var next = messages.MoveNext(cancellationToken);
        return next.IsCompletedSuccessfully ? next : WaitAsync(next);
    }

    private static async Task<bool> WaitAsync(Task<bool> next)
    {
        try
        {
            return await next;
        }
        catch (IOException exception)
        {
            throw new CallerGoneException(exception);
        }
    }
}

internal sealed class CallerGoneException(IOException reason) : OperationCanceledException("The caller has hung up.", reason);
