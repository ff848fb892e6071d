namespace OrdreCouncils.MutualAid;

/// <summary>Stable reasons of errors that only this service gives.</summary>
internal static class MutualAidReasons
{
    public const string AidDocumentQuota = "AID_DOCUMENT_QUOTA";
    public const string AidRequestQuota = "AID_REQUEST_QUOTA";
    public const string EnvelopeExists = "ENVELOPE_EXISTS";
    public const string EnvelopeYear = "ENVELOPE_YEAR";
    public const string EnvelopeExhausted = "ENVELOPE_EXHAUSTED";
}
