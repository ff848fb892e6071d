using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.Deliberations;

internal static class DeliberationsRegistration
{
    public static void AddDeliberations(this WebApplicationBuilder builder) => builder.AddContract<DeliberationsGrpc>();
}
