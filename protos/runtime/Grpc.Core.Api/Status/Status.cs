namespace Grpc.Core;

/// <summary>How a call ended: a code, a sentence for the caller, and on the client the exception behind it.</summary>
public struct Status
{
    /// <summary>Success, without detail.</summary>
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");

    /// <summary>Cancelled, without detail.</summary>
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    /// <summary>A status whose <paramref name="detail"/> is sent to the peer.</summary>
    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    /// <summary>A status which also keeps the exception that caused it. The exception stays in this process: it is never sent.</summary>
    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        Detail = detail;
        DebugException = debugException;
    }

    public StatusCode StatusCode { get; }

    /// <summary>A sentence for the caller; it travels percent-encoded in <c>grpc-message</c>.</summary>
    public string Detail { get; }

    /// <summary>What happened locally; for logs and debuggers only.</summary>
    public Exception? DebugException { get; }

    public override string ToString() => DebugException is null
        ? $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\")"
        : $"Status(StatusCode=\"{StatusCode}\", Detail=\"{Detail}\", DebugException=\"{DebugException.GetType()}: {DebugException.Message}\")";
}
