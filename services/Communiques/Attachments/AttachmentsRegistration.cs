using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Communiques.Attachments;

internal static class AttachmentsRegistration
{
    public static void AddAttachments(this WebApplicationBuilder builder)
    {
        builder.AddDocuments<AttachmentStore>(FileTypes.ForReaders);
        builder.AddContract<AttachmentsGrpc>();
    }
}
