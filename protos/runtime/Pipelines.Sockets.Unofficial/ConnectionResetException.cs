namespace Pipelines.Sockets.Unofficial;

/// <summary>The transport failed under the connection: what was in flight may or may not have reached the other side.</summary>
public sealed class ConnectionResetException : IOException
{
    public ConnectionResetException()
    {
    }

    public ConnectionResetException(string message)
        : base(message)
    {
    }

    public ConnectionResetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
