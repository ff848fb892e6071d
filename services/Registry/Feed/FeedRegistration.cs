using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.Feed;

internal static class FeedRegistration
{
    public static void AddFeed(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(FeedOptions.Section);
        Settings.Validate(options.Get<FeedOptions>() ?? new FeedOptions(), FeedOptions.Section);
        builder.Services.Configure<FeedOptions>(options);
        builder.Services.AddSingleton<FeedReader>();
        builder.Services.AddSingleton<FeedStreams>();
        builder.Services.AddWork<FeedHead>();
        builder.Services.AddWork<DayTurn>();
        builder.AddContract<RegisterChangesGrpc>();
    }
}
