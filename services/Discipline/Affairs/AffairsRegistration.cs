using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.Affairs;

internal static class AffairsRegistration
{
    public static void AddAffairs(this WebApplicationBuilder builder)
    {
        builder.AddContract<AffairsGrpc>();
    }
}
