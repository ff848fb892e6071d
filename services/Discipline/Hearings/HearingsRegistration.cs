using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.Hearings;

internal static class HearingsRegistration
{
    public static void AddHearings(this WebApplicationBuilder builder) => builder.AddContract<HearingsGrpc>();
}
