using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Registry.CivilStatus;

internal static class CivilStatusRegistration
{
    public static void AddCivilStatus(this WebApplicationBuilder builder)
    {
        builder.AddContract<CivilStatusGrpc>();
    }
}
