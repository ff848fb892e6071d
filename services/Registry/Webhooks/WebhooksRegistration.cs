using OrdreCouncils.Registry.WatchLists;
using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Registry.Webhooks;

/// <summary>What webhooks run on.</summary>
internal static class WebhooksRegistration
{
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(WebhookOptions.Section);
        Settings.Validate(options.Get<WebhookOptions>() ?? new WebhookOptions(), WebhookOptions.Section);
        builder.Services.Configure<WebhookOptions>(options);
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddSingleton<WebhookRelay>();
        builder.Services.AddHostedService(services => services.GetRequiredService<WebhookRelay>());
        builder.Services.AddSingleton<IWatchNews, WebhookNews>();
    }
}
