using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Discipline.AffairLists;

internal static class AffairListsRegistration
{
    public static void AddAffairLists(this WebApplicationBuilder builder)
    {
        builder.AddContract<AffairListsGrpc>();
        builder.Services.AddSingleton<IAccessDisclosure, CandidateDisclosure>();
        builder.Services.AddWork<AffairListWork>();
    }
}
