using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.Applications;

internal static class ApplicationsRegistration
{
    public static void AddApplications(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ApplicationSteps>();
        builder.Services.AddSingleton<RefusalVault>();
        builder.Services.AddWork<SilenceWork>();
        builder.Services.AddWork<RefusalSealingWork>();
        builder.AddContract<ApplicationsGrpc>();
    }
}
