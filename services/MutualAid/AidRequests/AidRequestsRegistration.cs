using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.MutualAid.AidRequests;

internal static class AidRequestsRegistration
{
    public static void AddAidRequests(this WebApplicationBuilder builder)
    {
        builder.AddContract<AidRequestsGrpc>();
    }
}
