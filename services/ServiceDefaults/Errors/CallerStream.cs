using Grpc.Core;

namespace OrdreCouncils.ServiceDefaults.Errors;

/// <summary>
/// The messages of a caller who may hang up between two of them: the stream knows before the call's cancellation token does, and says so as if something
/// here had failed.
/// </summary>
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

/// <summary>The caller has hung up.</summary>
internal sealed class CallerGoneException(IOException reason) : OperationCanceledException("The caller has hung up.", reason);
