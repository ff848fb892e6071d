using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.Imports;

internal static class ImportsRegistration
{
    public static void AddImports(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(ImportOptions.Section).Get<ImportOptions>() ?? new ImportOptions();
        Settings.Validate(options, ImportOptions.Section);
        builder.Services.AddSingleton(options);
        builder.Services.AddWork<DeferredIndexes>();
        builder.AddContract<RegisterImportsGrpc>();
    }
}
