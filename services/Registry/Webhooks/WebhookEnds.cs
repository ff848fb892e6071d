using OrdreCouncils.Registry.WatchLists;
using OrdreCouncils.ServiceDefaults.Changes;

namespace OrdreCouncils.Registry.Webhooks;

/// <summary>Ends webhooks that the partner does not end itself.</summary>
internal sealed class WebhookEnds(ChangeRunner changes)
{
    /// <summary>Removes a webhook whose receiver answered 410 Gone, unless the partner has set it anew meanwhile.</summary>
    public Task StopAsync(WebhookStore.WebhookRow hook) => changes.RunAsync(
        "registry", "registry/webhook-stop", "The receiver answered 410.",
        async change =>
        {
            await ShownStore.LockProgressAsync(change.Sql);
            if (await WebhookStore.LockAsync(change.Sql, hook.Partner) is not { } current || current.Version != hook.Version)
            {
                change.Unchanged();
                return;
            }

            await WebhookStore.DeleteAsync(change.Sql, hook.Partner);
            var givenUp = await DeliveryStore.GiveUpAsync(change.Sql, hook.Partner);
            change.Audit("registry.webhook.stopped", $"webhooks/{hook.Partner}", new { host = new Uri(hook.Url).Host }, new { givenUp });
        },
        CancellationToken.None);

    /// <summary>Removes the webhook and the watch list of a partner; null when the partner has neither.</summary>
    public static async Task<PartnerEnd?> EndAsync(Change change, string partner)
    {
        // Waits for the follower, which adds deliveries for partners with a webhook.
        await ShownStore.LockProgressAsync(change.Sql);
        var hook = await WebhookStore.LockAsync(change.Sql, partner);
        await WebhookStore.DeleteAsync(change.Sql, partner);
        var givenUp = await DeliveryStore.GiveUpAsync(change.Sql, partner);
        var unwatched = await WatchListChanges.EndAsync(change, partner);
        if (hook is null && unwatched == 0)
            return null;
        change.Audit(
            "registry.partner.ended", $"partners/{partner}", new { host = hook is null ? "" : new Uri(hook.Url).Host, watched = unwatched }, new { givenUp });
        return new PartnerEnd(hook is not null, givenUp, unwatched);
    }
}

internal sealed record PartnerEnd(bool HadWebhook, int GivenUp, int Unwatched);
