using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.Statistics;

internal static class StatisticsRegistration
{
    public static void AddStatistics(this WebApplicationBuilder builder)
    {
        builder.AddContract<StatisticsGrpc>();
    }
}
