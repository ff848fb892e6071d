using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.FitnessProcedures;

internal static class FitnessProceduresRegistration
{
    public static void AddFitnessProcedures(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FitnessVault>();
        builder.Services.AddWork<FitnessClockWork>();
        builder.AddContract<FitnessProceduresGrpc>();
    }
}
