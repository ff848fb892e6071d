namespace Grpc.Core;

/// <summary>Answers whether the server is accepted.</summary>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);

/// <summary>The server that asks to be accepted.</summary>
public class VerifyPeerContext
{
    internal VerifyPeerContext(string targetName, string peerPem)
    {
        TargetName = targetName;
        PeerPem = peerPem;
    }

    public string TargetName { get; }

    /// <summary>The server's certificate.</summary>
    public string PeerPem { get; }
}
