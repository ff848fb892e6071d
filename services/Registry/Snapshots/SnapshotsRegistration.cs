using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Registry.Snapshots;

internal static class SnapshotsRegistration
{
    public static void AddSnapshots(this WebApplicationBuilder builder)
    {
        builder.AddContract<SnapshotsGrpc>();
        builder.Services.AddSingleton<IBulkReads, BulkReads>();
    }
}
