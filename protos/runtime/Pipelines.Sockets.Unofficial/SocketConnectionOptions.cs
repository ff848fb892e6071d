namespace Pipelines.Sockets.Unofficial;

/// <summary>Options of <see cref="SocketConnection.Create"/>: none is needed, and the parameter is part of the signature.</summary>
[Flags]
public enum SocketConnectionOptions
{
    /// <summary>No option.</summary>
    None = 0,
}
