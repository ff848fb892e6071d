using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.Conciliations;

internal static class ConciliationsRegistration
{
    public static void AddConciliations(this WebApplicationBuilder builder) => builder.AddContract<ConciliationsGrpc>();
}
