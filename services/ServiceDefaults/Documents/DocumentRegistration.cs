using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Secrets;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Documents;

public static class DocumentRegistration
{
    /// <summary>For a service with documents, which also calls <see cref="KeyRing.AddSecrets"/>. Without a place for them the process does not start.</summary>
    /// <param name="builder">Of the service.</param>
    /// <param name="types">Types of files that the service accepts.</param>
    /// <typeparam name="TRecords">Tells which documents the service's records refer to.</typeparam>
    public static void AddDocuments<TRecords>(this WebApplicationBuilder builder, FileTypes types)
        where TRecords : class, IDocumentRecords
    {
        var options = builder.Configuration.GetSection(DocumentOptions.Section).Get<DocumentOptions>() ?? new DocumentOptions();
        Settings.Validate(options, DocumentOptions.Section);

        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<IDocumentStorage>(_ => options.Folder.Length > 0 ? new FolderStorage(options.Folder) : new S3Storage(options.S3));
        services.AddSingleton<DocumentVault>();
        services.AddSingleton<IDocumentRecords, TRecords>();
        services.AddSingleton(provider => new DocumentUploads(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<DocumentVault>(), provider.GetRequiredService<Blinder>(),
            types, options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new DocumentReader(provider.GetRequiredService<Database>(), provider.GetRequiredService<DocumentVault>()));
        services.AddSingleton(provider => new DocumentSweep(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<DocumentVault>(), provider.GetServices<IDocumentRecords>(), options,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DocumentSweep>>()));
        services.AddHostedService(provider => provider.GetRequiredService<DocumentSweep>());
    }
}
