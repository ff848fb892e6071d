namespace Grpc.Core;

/// <summary>How a channel stands to its server.</summary>
public enum ConnectivityState
{
    /// <summary>No connection, and none wanted yet.</summary>
    Idle = 0,

    /// <summary>A connection is being made.</summary>
    Connecting = 1,

    /// <summary>Calls can be made.</summary>
    Ready = 2,

    /// <summary>The last attempt failed; another will follow.</summary>
    TransientFailure = 3,

    /// <summary>The channel is closed for good.</summary>
    Shutdown = 4,
}
