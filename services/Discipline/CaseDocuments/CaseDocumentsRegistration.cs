using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.CaseDocuments;

internal static class CaseDocumentsRegistration
{
    public static void AddCaseDocuments(this WebApplicationBuilder builder)
    {
        builder.AddDocuments<CaseDocumentStore>(FileTypes.All);
        builder.AddContract<CaseDocumentsGrpc>();
    }
}
