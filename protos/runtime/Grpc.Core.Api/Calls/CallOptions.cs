namespace Grpc.Core;

/// <summary>What the caller says about one call beside its request. Each <c>With</c> method answers a changed copy.</summary>
public struct CallOptions
{
    /// <param name="headers">Sent before the request; null for none.</param>
    /// <param name="deadline">UTC; the call ends with <see cref="StatusCode.DeadlineExceeded"/> when it passes. Null for none.</param>
    /// <param name="cancellationToken">Ends the call with <see cref="StatusCode.Cancelled"/> on both sides.</param>
    /// <param name="writeOptions">For the request messages.</param>
    /// <param name="propagationToken">The server call on whose behalf this one is made.</param>
    /// <param name="credentials">Added to the channel's own.</param>
    public CallOptions(
        Metadata? headers = null,
        DateTime? deadline = null,
        CancellationToken cancellationToken = default,
        WriteOptions? writeOptions = null,
        ContextPropagationToken? propagationToken = null,
        CallCredentials? credentials = null)
    {
        Headers = headers;
        Deadline = deadline;
        CancellationToken = cancellationToken;
        WriteOptions = writeOptions;
        PropagationToken = propagationToken;
        Credentials = credentials;
    }

    public Metadata? Headers { readonly get; private set; }

    /// <summary>UTC; null when the call may last for ever.</summary>
    public DateTime? Deadline { readonly get; private set; }

    public CancellationToken CancellationToken { readonly get; private set; }

    public WriteOptions? WriteOptions { readonly get; private set; }

    public ContextPropagationToken? PropagationToken { readonly get; private set; }

    public CallCredentials? Credentials { readonly get; private set; }

    /// <summary>True when the call waits for a connection instead of failing at once with <see cref="StatusCode.Unavailable"/>.</summary>
    public bool IsWaitForReady { readonly get; private set; }

    public readonly CallOptions WithHeaders(Metadata headers) => this with { Headers = headers };

    public readonly CallOptions WithDeadline(DateTime deadline) => this with { Deadline = deadline };

    public readonly CallOptions WithCancellationToken(CancellationToken cancellationToken) => this with { CancellationToken = cancellationToken };

    public readonly CallOptions WithWriteOptions(WriteOptions writeOptions) => this with { WriteOptions = writeOptions };

    public readonly CallOptions WithPropagationToken(ContextPropagationToken propagationToken) => this with { PropagationToken = propagationToken };

    public readonly CallOptions WithCredentials(CallCredentials credentials) => this with { Credentials = credentials };

    public readonly CallOptions WithWaitForReady(bool waitForReady = true) => this with { IsWaitForReady = waitForReady };
}
