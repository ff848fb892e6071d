namespace OrdreCouncils.Communiques;

/// <summary>Stable reasons of google.rpc.ErrorInfo that only this service gives.</summary>
internal static class CommuniquesReasons
{
    public const string AttachmentLimit = "ATTACHMENT_LIMIT";
    public const string RectifiedNotPublished = "RECTIFIED_NOT_PUBLISHED";
}
