using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.Remedies;

internal static class RemediesRegistration
{
    public static void AddRemedies(this WebApplicationBuilder builder) => builder.AddContract<RemediesGrpc>();
}
