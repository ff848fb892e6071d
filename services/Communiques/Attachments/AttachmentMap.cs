using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.Communiques.V1;

namespace OrdreCouncils.Communiques.Attachments;

internal static class AttachmentMap
{
    public static Attachment ToProto(AttachmentRow row) => new()
    {
        DocumentId = row.DocumentId,
        CommuniqueId = row.CommuniqueId,
        Title = row.Title,
        MediaType = row.MediaType,
        Size = row.Size,
        Sha256 = row.Sha256,
        AddedAt = row.AddedAt.ToTimestamp(),
    };
}
