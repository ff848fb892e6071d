using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Registry.Restrictions;

internal static class RestrictionsRegistration
{
    public static void AddRestrictions(this WebApplicationBuilder builder)
    {
        builder.AddContract<RestrictionsGrpc>();
        builder.AddContract<SanctionsGrpc>();
    }
}
