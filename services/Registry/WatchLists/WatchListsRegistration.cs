namespace OrdreCouncils.Registry.WatchLists;

/// <summary>What watch lists run on.</summary>
internal static class WatchListsRegistration
{
    public static void AddWatchLists(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SeenEntries>();
        builder.Services.AddSingleton<WatchListChanges>();
        builder.Services.AddSingleton<WatchNews>();
        builder.Services.AddSingleton<WatchFollower>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WatchFollower>());
    }
}
