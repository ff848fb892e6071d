using Microsoft.AspNetCore.ResponseCompression;
using OrdreCouncils.Registry.Fhir.Directory;
using OrdreCouncils.ServiceDefaults.Configuration;

namespace OrdreCouncils.Registry.Fhir;

internal static class FhirRegistration
{
    public static void AddFhir(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(FhirOptions.Section).Get<FhirOptions>() ?? new FhirOptions();
        Settings.Validate(options, FhirOptions.Section);
        builder.Services.AddSingleton(options);
        builder.Services.AddResponseCompression(compression => compression.Providers.Add<GzipCompressionProvider>());
        builder.Services.AddSingleton<CurrentPersons>();
        builder.Services.AddSingleton<SelectedLists>();
        builder.Services.AddSingleton<FhirReads>();
        builder.Services.AddSingleton<FhirSearches>();
        builder.Services.AddSingleton<FhirFace>();
    }

    public static void MapFhir(this WebApplication app) => app.Services.GetRequiredService<FhirFace>().Map(app);
}
