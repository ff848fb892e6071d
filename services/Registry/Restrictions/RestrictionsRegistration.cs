using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.Restrictions;

internal static class RestrictionsRegistration
{
    public static void AddRestrictions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SuspensionVault>();
        builder.Services.AddSingleton<SuspensionOpener>();
        builder.Services.AddWork<SuspensionSealingWork>();
        builder.AddContract<RestrictionsGrpc>();
        builder.AddContract<SanctionsGrpc>();
    }
}
