using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.WatchLists;

internal static class WatchListsRegistration
{
    public static void AddWatchLists(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SeenEntries>();
        builder.Services.AddSingleton<WatchListChanges>();
        builder.Services.AddSingleton<WatchNews>();
        builder.Services.AddWork<WatchFollower>();
        builder.AddContract<WatchListsGrpc>();
    }
}
