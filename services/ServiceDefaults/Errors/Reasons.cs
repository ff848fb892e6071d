namespace OrdreCouncils.ServiceDefaults.Errors;

/// <summary>Stable error reasons (google.rpc.ErrorInfo) that all services share. Clients branch on them, never on messages.</summary>
public static class Reasons
{
    public const string Domain = "ordre-councils";

    public const string InvalidField = "INVALID_FIELD";
    public const string NotFound = "NOT_FOUND";
    public const string RequestIdReused = "REQUEST_ID_REUSED";
    public const string StaleEtag = "STALE_ETAG";
    public const string TokenMissing = "TOKEN_MISSING";
    public const string TokenInvalid = "TOKEN_INVALID";
    public const string TokenExpired = "TOKEN_EXPIRED";
    public const string StepUpRequired = "STEP_UP_REQUIRED";
    public const string RoleMissing = "ROLE_MISSING";
    public const string PurposeWall = "PURPOSE_WALL";
    public const string ClaimMissing = "CLAIM_MISSING";
    public const string FourEyes = "FOUR_EYES";
    public const string WrongState = "WRONG_STATE";
    public const string MessageTooLarge = "MESSAGE_TOO_LARGE";
    public const string StoreUnavailable = "STORE_UNAVAILABLE";
    public const string UploadOffset = "UPLOAD_OFFSET";
    public const string UploadInterrupted = "UPLOAD_INTERRUPTED";
    public const string DocumentDamaged = "DOCUMENT_DAMAGED";
    public const string DependencyUnavailable = "DEPENDENCY_UNAVAILABLE";
    public const string Unexpected = "UNEXPECTED";
}
