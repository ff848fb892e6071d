using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Discipline.Transfers;

internal static class TransfersRegistration
{
    public static void AddTransfers(this WebApplicationBuilder builder) => builder.AddContract<TransfersGrpc>();
}
