using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Webhooks;

/// <summary>Proves that the receiver at an address takes part, so that a partner cannot make the platform send persons' data to an address of others.</summary>
internal sealed class WebhookProof(
    Database database, WebhookSender sender, WebhookSecrets secrets, ChangeRunner changes, TimeProvider clock, IOptions<WebhookOptions> options,
    ILogger<WebhookProof> log)
{
    private const int ChallengeBytes = 32;

    /// <summary>Longest answer that is read: the challenge, and a little space around it.</summary>
    private const int LongestAnswer = 256;

    /// <summary>Sends the challenge that a webhook awaits, unless another replica does; true when the address is now verified.</summary>
    public async Task<bool> ChallengeDueAsync(WebhookStore.WebhookRow hook, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (hook.State != nameof(WebhookState.Pending)
            || !await database.WriteAsync(sql => WebhookStore.TakeChallengeAsync(sql, hook, now, now - options.Value.Lease), cancellation))
            return false;
        var holds = await HoldsAsync(hook, cancellation);
        return await changes.RunAsync(
            "registry", "registry/webhook-challenge", "The address was challenged.", change => WriteAsync(change, hook, holds), CancellationToken.None)
            && holds;
    }

    public async Task<bool> HoldsAsync(WebhookStore.WebhookRow hook, CancellationToken cancellation)
    {
        var challenge = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ChallengeBytes));
        var answer = await SendAsync(hook, "webhook.challenge", new { challenge }, LongestAnswer, cancellation);
        var holds = answer.Status is >= 200 and < 300 && answer.Text.Trim() == challenge;
        if (!holds)
            log.LogWarning("The receiver of {Partner} did not answer its challenge (status {Status})", hook.Partner, answer.Status);
        return holds;
    }

    public Task<ReceiverAnswer> SendTestAsync(WebhookStore.WebhookRow hook, string id, CancellationToken cancellation) =>
        sender.SendAsync(hook.Url, secrets.Open(hook), id, Body("webhook.test", new { }), clock.GetUtcNow(), cancellation);

    /// <summary>Writes what came of a challenge. A verified address stays verified.</summary>
    public static async Task WriteAsync(Change change, WebhookStore.WebhookRow hook, bool holds)
    {
        var state = holds ? WebhookState.Verified : WebhookState.Failed;
        var after = new { host = new Uri(hook.Url).Host };
        if (!await WebhookStore.ProveAsync(change.Sql, hook, state.ToString()))
            change.Unchanged();
        else if (holds)
            change.Audit("registry.webhook.verified", $"webhooks/{hook.Partner}", null, after);
        else
            change.Audit("registry.webhook.not_verified", $"webhooks/{hook.Partner}", null, after);
    }

    private Task<ReceiverAnswer> SendAsync(WebhookStore.WebhookRow hook, string type, object data, int reads, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return sender.SendAsync(hook.Url, secrets.Open(hook), Guid.CreateVersion7(now).ToString(), Body(type, data), now, cancellation, reads);
    }

    private byte[] Body(string type, object data) =>
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { type, timestamp = clock.GetUtcNow().UtcDateTime, data }));
}
