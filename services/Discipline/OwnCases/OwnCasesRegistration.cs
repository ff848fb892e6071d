using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.OwnCases;

internal static class OwnCasesRegistration
{
    public static void AddOwnCases(this WebApplicationBuilder builder) => builder.AddContract<OwnCasesGrpc>();
}
