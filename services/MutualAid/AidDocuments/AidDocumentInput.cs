using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.MutualAid.AidDocuments;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class AidDocumentInput
{
    private const int LongestTitle = 200;

    public static (AnnouncedFile File, string RequestId, AidDocumentLabel Label) Read(AidDocumentHeader header)
    {
        var violations = new Violations();
        var file = AnnouncedFile.Read(violations, header.RequestId, header.Sha256, header.Size, header.Offset);
        var request = violations.Uuid(header.AidRequestId, "header.aid_request_id");
        var label = new AidDocumentLabel(header.Kind, violations.Text(header.Title, "header.title", LongestTitle));
        violations.Require(
            Enum.IsDefined(header.Kind) && header.Kind != AidDocumentKind.Unspecified, "header.kind", "Write one of the values of AidDocumentKind.");
        violations.ThrowIfAny();
        return (file, request, label);
    }

    public static (string RequestId, string After, int Size) Read(ListAidDocumentsRequest request)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.AidRequestId, "aid_request_id");
        var size = violations.PageSize(request.PageSize);
        var after = violations.After(request.PageToken);
        violations.ThrowIfAny();
        return (id, after, size);
    }

    public static string Read(DownloadAidDocumentRequest request)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.DocumentId, "document_id");
        violations.ThrowIfAny();
        return id;
    }
}
