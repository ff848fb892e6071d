using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Communiques.Office;

internal static class OfficeRegistration
{
    public static void AddOffice(this WebApplicationBuilder builder)
    {
        builder.AddContract<CommuniquesGrpc>();
    }
}
