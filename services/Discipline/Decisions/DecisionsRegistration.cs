using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.Decisions;

internal static class DecisionsRegistration
{
    public static void AddDecisions(this WebApplicationBuilder builder)
    {
        builder.AddContract<DecisionsGrpc>();
    }
}
