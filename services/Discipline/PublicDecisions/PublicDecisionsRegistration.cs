using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.PublicDecisions;

internal static class PublicDecisionsRegistration
{
    public static void AddPublicDecisions(this WebApplicationBuilder builder)
    {
        builder.AddContract<PublicDecisionsGrpc>();
    }
}
