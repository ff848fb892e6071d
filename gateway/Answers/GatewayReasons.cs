namespace OrdreCouncils.Gateway.Answers;

/// <summary>Reasons of google.rpc.ErrorInfo that only the gateway gives: see docs/errors.md.</summary>
internal static class GatewayReasons
{
    public const string NoRoute = "NO_ROUTE";
    public const string NotGrpc = "NOT_GRPC";
    public const string DeadlinePassed = "DEADLINE_PASSED";
    public const string BrokenBody = "BROKEN_BODY";
    public const string TooManyCalls = "TOO_MANY_CALLS";
    public const string TooManyStreams = "TOO_MANY_STREAMS";
}
