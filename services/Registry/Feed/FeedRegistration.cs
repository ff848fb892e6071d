using OrdreCouncils.ServiceDefaults.Configuration;

namespace OrdreCouncils.Registry.Feed;

/// <summary>What the feed runs on.</summary>
internal static class FeedRegistration
{
    public static void AddFeed(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(FeedOptions.Section);
        Settings.Validate(options.Get<FeedOptions>() ?? new FeedOptions(), FeedOptions.Section);
        builder.Services.Configure<FeedOptions>(options);
        builder.Services.AddSingleton<FeedReader>();
        builder.Services.AddSingleton<FeedStreams>();
        builder.Services.AddSingleton<CopyFollower>();
        builder.Services.AddSingleton<FeedHead>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FeedHead>());
        builder.Services.AddSingleton<DayTurn>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DayTurn>());
    }
}
