using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>
/// A call with a stream of requests and one response. Write, complete, then await it.
/// Disposing it cancels the call if it still runs; a call that has ended need not be disposed.
/// </summary>
public sealed class AsyncClientStreamingCall<TRequest, TResponse> : IDisposable
{
    private readonly CallHandle call;

    /// <summary>A call whose functions need no state: for tests and interceptors.</summary>
    public AsyncClientStreamingCall(
        IClientStreamWriter<TRequest> requestStream,
        Task<TResponse> responseAsync,
        Task<Metadata> responseHeadersAsync,
        Func<Status> getStatusFunc,
        Func<Metadata> getTrailersFunc,
        Action disposeAction)
    {
        ArgumentNullException.ThrowIfNull(requestStream);
        ArgumentNullException.ThrowIfNull(responseAsync);
        RequestStream = requestStream;
        ResponseAsync = responseAsync;
        call = new CallHandle(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction);
    }

    /// <summary>A call whose functions all receive <paramref name="state"/>: for transports.</summary>
    public AsyncClientStreamingCall(
        IClientStreamWriter<TRequest> requestStream,
        Task<TResponse> responseAsync,
        Func<object, Task<Metadata>> responseHeadersAsync,
        Func<object, Status> getStatusFunc,
        Func<object, Metadata> getTrailersFunc,
        Action<object> disposeAction,
        object state)
    {
        ArgumentNullException.ThrowIfNull(requestStream);
        ArgumentNullException.ThrowIfNull(responseAsync);
        RequestStream = requestStream;
        ResponseAsync = responseAsync;
        call = new CallHandle(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction, state);
    }

    public IClientStreamWriter<TRequest> RequestStream { get; }

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
