using OrdreCouncils.Registry.WatchLists;
using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Retention;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.Webhooks;

internal static class WebhooksRegistration
{
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(WebhookOptions.Section);
        Settings.Validate(options.Get<WebhookOptions>() ?? new WebhookOptions(), WebhookOptions.Section);
        builder.Services.Configure<WebhookOptions>(options);
        builder.Services.AddSingleton<WebhookSender>();
        builder.Services.AddSingleton<WebhookSecrets>();
        builder.Services.AddSingleton<WebhookProof>();
        builder.Services.AddSingleton<WebhookEnds>();
        builder.Services.AddWork<WebhookRelay>();
        builder.Services.AddSingleton<IWatchNews, WebhookNews>();
        var retention = builder.Configuration.GetSection(DeliveryRetentionOptions.Section).Get<DeliveryRetentionOptions>() ?? new DeliveryRetentionOptions();
        builder.Services.AddSingleton<RetainedRows>(new DeliveryRows(RetentionSchedule.Parse(retention.Deliveries, "Retention:Deliveries")));
        builder.AddContract<WebhooksGrpc>();
    }
}
