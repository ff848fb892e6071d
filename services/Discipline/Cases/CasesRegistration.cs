using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Discipline.Cases;

internal static class CasesRegistration
{
    public static void AddCases(this WebApplicationBuilder builder)
    {
        builder.AddContract<CasesGrpc>();
        builder.Services.AddSingleton<IAccessDisclosure, CaseDisclosure>();
        builder.Services.AddWork<DeadlineWork>();
    }
}
