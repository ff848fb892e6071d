using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;

namespace OrdreCouncils.Discipline.CaseDocuments;

/// <summary>Reads requests; each method throws INVALID_ARGUMENT naming every field at fault.</summary>
internal static class CaseDocumentInput
{
    private const int LongestTitle = 200;

    public static (AnnouncedFile File, NewCaseDocument Document) Read(CaseDocumentHeader header, DateOnly today)
    {
        var violations = new Violations();
        var file = AnnouncedFile.Read(violations, header.RequestId, header.Sha256, header.Size, header.Offset);
        var document = new NewCaseDocument
        {
            CaseId = violations.Uuid(header.CaseId, "header.case_id"),
            Kind = header.Kind,
            Title = violations.Text(header.Title, "header.title", LongestTitle),
            ReceivedOn = violations.Past(header.ReceivedOn, "header.received_on", today),
            HasPatientData = header.PatientData,
        };
        violations.Require(
            Enum.IsDefined(header.Kind) && header.Kind != CaseDocumentKind.Unspecified, "header.kind", "Name the kind of the document.");
        violations.ThrowIfAny();
        return (file, document);
    }

    public static (string CaseId, DocumentPlace After, int Size) Read(ListCaseDocumentsRequest request)
    {
        var violations = new Violations();
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var size = violations.PageSize(request.PageSize);
        var after = DocumentPlace.Of(violations, request.PageToken);
        violations.ThrowIfAny();
        return (caseId, after, size);
    }
}

internal sealed record NewCaseDocument
{
    public required string CaseId { get; init; }
    public required CaseDocumentKind Kind { get; init; }
    public required string Title { get; init; }
    public required DateOnly ReceivedOn { get; init; }
    public required bool HasPatientData { get; init; }
}
