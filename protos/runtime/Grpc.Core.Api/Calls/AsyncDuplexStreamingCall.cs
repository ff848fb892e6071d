namespace Grpc.Core;

/// <summary>
/// A call with a stream of requests and a stream of responses, independent of each other.
/// Disposing it cancels the call if it still runs; a call that has ended need not be disposed.
/// </summary>
public sealed class AsyncDuplexStreamingCall<TRequest, TResponse> : IDisposable
{
    private readonly CallHandle call;

    /// <summary>A call whose functions need no state: for tests and interceptors.</summary>
    public AsyncDuplexStreamingCall(
        IClientStreamWriter<TRequest> requestStream,
        IAsyncStreamReader<TResponse> responseStream,
        Task<Metadata> responseHeadersAsync,
        Func<Status> getStatusFunc,
        Func<Metadata> getTrailersFunc,
        Action disposeAction)
    {
        ArgumentNullException.ThrowIfNull(requestStream);
        ArgumentNullException.ThrowIfNull(responseStream);
        RequestStream = requestStream;
        ResponseStream = responseStream;
        call = new CallHandle(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction);
    }

    /// <summary>A call whose functions all receive <paramref name="state"/>: for transports.</summary>
    public AsyncDuplexStreamingCall(
        IClientStreamWriter<TRequest> requestStream,
        IAsyncStreamReader<TResponse> responseStream,
        Func<object, Task<Metadata>> responseHeadersAsync,
        Func<object, Status> getStatusFunc,
        Func<object, Metadata> getTrailersFunc,
        Action<object> disposeAction,
        object state)
    {
        ArgumentNullException.ThrowIfNull(requestStream);
        ArgumentNullException.ThrowIfNull(responseStream);
        RequestStream = requestStream;
        ResponseStream = responseStream;
        call = new CallHandle(responseHeadersAsync, getStatusFunc, getTrailersFunc, disposeAction, state);
    }

    public IClientStreamWriter<TRequest> RequestStream { get; }

    public IAsyncStreamReader<TResponse> ResponseStream { get; }

    /// <summary>The headers that the server sends before its first response.</summary>
    public Task<Metadata> ResponseHeadersAsync => call.Headers();

    /// <summary>How the call ended.</summary>
    /// <exception cref="InvalidOperationException">The call still runs.</exception>
    public Status GetStatus() => call.Status();

    /// <summary>What the server sent after its last response.</summary>
    /// <exception cref="InvalidOperationException">The call still runs.</exception>
    public Metadata GetTrailers() => call.Trailers();

    public void Dispose() => call.Dispose();
}
