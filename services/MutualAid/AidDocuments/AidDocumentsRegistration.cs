using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Documents;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Retention;

namespace OrdreCouncils.MutualAid.AidDocuments;

internal static class AidDocumentsRegistration
{
    public static void AddAidDocuments(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(AidDocumentOptions.Section).Get<AidDocumentOptions>() ?? new AidDocumentOptions();
        Settings.Validate(options, AidDocumentOptions.Section);
        var retention = builder.Configuration.GetSection(AidDocumentRetentionOptions.Section).Get<AidDocumentRetentionOptions>()
            ?? new AidDocumentRetentionOptions();
        var kept = RetentionSchedule.Parse(retention.AidDocuments, "Retention:AidDocuments");
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<RetainedRows>(provider => new AidDocumentRows(kept, provider.GetRequiredService<ChangeRunner>()));
        builder.AddDocuments<AidDocumentStore>(FileTypes.All);
        builder.AddContract<AidDocumentsGrpc>();
    }
}
