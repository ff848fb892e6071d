namespace OrdreCouncils.Registry;

/// <summary>Stable reasons of google.rpc.ErrorInfo that are this service's own.</summary>
internal static class RegistryReasons
{
    public const string DecisionRecorded = "DECISION_RECORDED";
    public const string ServerStopping = "SERVER_STOPPING";
    public const string WatchListFull = "WATCH_LIST_FULL";
    public const string NotAttestable = "NOT_ATTESTABLE";
    public const string NoSigningKey = "NO_SIGNING_KEY";
}
