namespace OrdreCouncils.Registry;

/// <summary>Reasons of google.rpc.ErrorInfo that only this service uses. Part of the contract: a value never changes.</summary>
internal static class RegistryReasons
{
    public const string DecisionRecorded = "DECISION_RECORDED";
    public const string PresidentOnly = "PRESIDENT_ONLY";
    public const string NationalOnly = "NATIONAL_ONLY";
    public const string FactDoesNotFit = "FACT_DOES_NOT_FIT";
    public const string AlreadyRegistered = "ALREADY_REGISTERED";
    public const string StruckOff = "STRUCK_OFF";
    public const string Deceased = "DECEASED";
    public const string ApplicationPending = "APPLICATION_PENDING";
    public const string DocumentsMissing = "DOCUMENTS_MISSING";
    public const string ApplicantNotSummoned = "APPLICANT_NOT_SUMMONED";
    public const string AppealOutOfTime = "APPEAL_OUT_OF_TIME";
    public const string WithdrawalOutOfTime = "WITHDRAWAL_OUT_OF_TIME";
    public const string RulingOutOfTime = "RULING_OUT_OF_TIME";
    public const string QuorumNotMet = "QUORUM_NOT_MET";
    public const string FitnessStepMissing = "FITNESS_STEP_MISSING";
    public const string ReliefTooEarly = "RELIEF_TOO_EARLY";
    public const string ReliefSuperseded = "RELIEF_SUPERSEDED";
    public const string FactSuperseded = "FACT_SUPERSEDED";
    public const string ServerStopping = "SERVER_STOPPING";
    public const string WatchListFull = "WATCH_LIST_FULL";
    public const string WebhookNotVerified = "WEBHOOK_NOT_VERIFIED";
    public const string AttestationQuota = "ATTESTATION_QUOTA";
    public const string NotAttestable = "NOT_ATTESTABLE";
    public const string Merged = "MERGED";
    public const string KeepsMerges = "KEEPS_MERGES";
    public const string MergeUndone = "MERGE_UNDONE";
    public const string NoSigningKey = "NO_SIGNING_KEY";
}
