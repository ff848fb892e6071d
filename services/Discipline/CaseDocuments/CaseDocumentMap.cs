using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.CaseDocuments;

internal static class CaseDocumentMap
{
    public static CaseDocument ToProto(CaseDocumentRow row, string title) => new()
    {
        DocumentId = row.DocumentId,
        CaseId = row.CaseId,
        Kind = row.Kind,
        Title = title,
        ReceivedOn = row.ReceivedOn.ToProto(),
        PatientData = row.PatientData,
        MediaType = row.MediaType,
        Size = row.Size,
        Sha256 = row.Sha256,
        Council = row.Council,
        Chamber = row.Chamber,
        AddedAt = row.RecordedAt.ToTimestamp(),
    };
}
