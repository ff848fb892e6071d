namespace Grpc.Core;

/// <summary>
/// What the four kinds of call share: the functions of whoever started the call, and the one object they all work on,
/// so that a transport may pass static functions and allocate nothing per call.
/// </summary>
internal readonly struct CallHandle
{
    private readonly Func<object, Task<Metadata>> headers;
    private readonly Func<object, Status> status;
    private readonly Func<object, Metadata> trailers;
    private readonly Action<object> dispose;
    private readonly object state;

    public CallHandle(
        Func<object, Task<Metadata>> headers,
        Func<object, Status> status,
        Func<object, Metadata> trailers,
        Action<object> dispose,
        object state)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(trailers);
        ArgumentNullException.ThrowIfNull(dispose);
        this.headers = headers;
        this.status = status;
        this.trailers = trailers;
        this.dispose = dispose;
        this.state = state;
    }

    public CallHandle(Task<Metadata> headers, Func<Status> status, Func<Metadata> trailers, Action dispose)
    {
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(trailers);
        ArgumentNullException.ThrowIfNull(dispose);
        this.headers = _ => headers;
        this.status = _ => status();
        this.trailers = _ => trailers();
        this.dispose = _ => dispose();
        state = this.headers;
    }

    public Task<Metadata> Headers() => headers(state);

    public Status Status() => status(state);

    public Metadata Trailers() => trailers(state);

    public void Dispose() => dispose(state);
}
