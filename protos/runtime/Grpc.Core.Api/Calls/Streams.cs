namespace Grpc.Core;

/// <summary>The messages that arrive in a call, one at a time.</summary>
public interface IAsyncStreamReader<out T>
{
    /// <summary>The message that the last <see cref="MoveNext"/> found.</summary>
    public T Current { get; }

    /// <summary>Waits for the next message; false when the peer has sent its last. One read at a time.</summary>
    /// <exception cref="RpcException">On the client, the call failed.</exception>
    public Task<bool> MoveNext(CancellationToken cancellationToken);
}

/// <summary>The messages that leave in a call, one at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the next messages are written; null for the call's own options.</summary>
    public WriteOptions? WriteOptions { get; set; }

    /// <summary>Writes one message. One write at a time: await it before the next.</summary>
    /// <exception cref="RpcException">On the client, the call failed.</exception>
    public Task WriteAsync(T message);

    /// <summary>Writes one message unless <paramref name="cancellationToken"/> fires first.</summary>
    /// <exception cref="NotSupportedException">The writer does not implement cancellation and the token can fire.</exception>
    public Task WriteAsync(T message, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? throw new NotSupportedException("This writer cannot cancel a single write.")
        : WriteAsync(message);
}

/// <summary>The client's side of a request stream.</summary>
public interface IClientStreamWriter<in T> : IAsyncStreamWriter<T>
{
    /// <summary>Says that the last request has been written.</summary>
    public Task CompleteAsync();
}

/// <summary>The server's side of a response stream; it ends when the method returns.</summary>
public interface IServerStreamWriter<in T> : IAsyncStreamWriter<T>;
