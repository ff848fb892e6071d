using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.Protos.MutualAid.V1;

namespace OrdreCouncils.MutualAid.AidDocuments;

internal static class AidDocumentMap
{
    /// <param name="row">Kind and title stay empty: they are sealed.</param>
    public static AidDocument ToProto(AidDocumentRow row) => new()
    {
        DocumentId = row.DocumentId,
        AidRequestId = row.RequestId,
        MediaType = row.MediaType,
        Size = row.Size,
        Sha256 = row.Sha256,
        AddedAt = row.AddedAt.ToTimestamp(),
    };
}
