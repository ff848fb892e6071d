using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Registry.Demography;

internal static class DemographyRegistration
{
    public static void AddDemography(this WebApplicationBuilder builder)
    {
        builder.AddContract<DemographyGrpc>();
    }
}
