using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>
/// A call with one request, already sent, and one response. Await it for the response.
/// Disposing it cancels the call if it still runs; a call that has ended need not be disposed.
/// </summary>
public sealed class AsyncUnaryCall<TResponse> : IDisposable
{
    private readonly CallHandle call;

    /// <summary>A call whose functions need no state: for tests and interceptors.</summary>
    public AsyncUnaryCall(
        Task<TResponse> responseAsync,
        Task<Metadata> responseHeadersAsync,
        Func<Status> getStatusFunc,
        Func<Metadata> getTrailersFunc,
        Action disposeAction)
    {
        ArgumentNullException.ThrowIfNull(responseAsync);
        ResponseAsync = responseAsync;
        call = new CallHandle(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction);
    }

    /// <summary>A call whose functions all receive <paramref name="state"/>: for transports.</summary>
    public AsyncUnaryCall(
        Task<TResponse> responseAsync,
        Func<object, Task<Metadata>> responseHeadersAsync,
        Func<object, Status> getStatusFunc,
        Func<object, Metadata> getTrailersFunc,
        Action<object> disposeAction,
        object state)
    {
        ArgumentNullException.ThrowIfNull(responseAsync);
        ResponseAsync = responseAsync;
        call = new CallHandle(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction, state);
    }

    /// <summary>The response; faulted with <see cref="RpcException"/> when the call failed.</summary>
    public Task<TResponse> ResponseAsync { get; }

    /// <summary>The headers that the server sends before its first response.</summary>
    public Task<Metadata> ResponseHeadersAsync => call.Headers();

    /// <summary>Makes the call itself awaitable.</summary>
    public TaskAwaiter<TResponse> GetAwaiter() => ResponseAsync.GetAwaiter();

    /// <summary>As on a task.</summary>
    public ConfiguredTaskAwaitable<TResponse> ConfigureAwait(bool continueOnCapturedContext) => ResponseAsync.ConfigureAwait(continueOnCapturedContext);

    /// <summary>How the call ended.</summary>
    /// <exception cref="InvalidOperationException">The call still runs.</exception>
    public Status GetStatus() => call.Status();

    /// <summary>What the server sent after its last response.</summary>
    /// <exception cref="InvalidOperationException">The call still runs.</exception>
    public Metadata GetTrailers() => call.Trailers();

    public void Dispose() => call.Dispose();
}
