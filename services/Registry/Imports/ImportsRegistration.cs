using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.Imports;

internal static class ImportsRegistration
{
    public static void AddImports(this WebApplicationBuilder builder)
    {
        builder.Services.AddWork<DeferredIndexes>();
        builder.AddContract<RegisterImportsGrpc>();
    }
}
