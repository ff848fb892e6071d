using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Options;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Feed;
using OrdreCouncils.Registry.WatchLists;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Lists;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Webhooks;

internal sealed class WebhooksGrpc(
    Database database, ChangeRunner changes, WebhookSecrets secrets, WebhookProof proof, WebhookRelay relay,
    IOptions<WebhookOptions> options, TimeProvider clock)
    : WebhooksService.WebhooksServiceBase
{
    private const int LongestPartner = 200;
    private const int LongestReason = 1000;

    public override async Task<SetWebhookResponse> SetWebhook(SetWebhookRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.RequestId(request.RequestId);
        violations.Url(request.Url, options.Value.AllowLoopback);
        var secret = violations.Secret(request.Secret);
        violations.EventTypes(request.EventTypes);
        violations.Require(
            request.PreviousSecretHours is >= 0 and <= WebhookRules.LongestRotation, "previous_secret_hours",
            $"Write 0 to {WebhookRules.LongestRotation} hours.");
        violations.ThrowIfAny();

        var partner = Partner(context);
        // Outside the transaction: sealing may create a key, which is a write of its own.
        var sealedSecret = secrets.Seal(partner, secret);
        var response = await changes.RunAsync(context, request, id, "", async change =>
        {
            await ShownStore.LockProgressAsync(change.Sql);
            var before = await WebhookStore.LockAsync(change.Sql, partner);
            Etag.Check(request.Etag, before?.Version ?? 0);
            var old = secrets.Rotate(before, secret, request.PreviousSecretHours, change.At);
            var isProved = before is { IsVerified: true } && before.Url == request.Url;
            var row = new WebhookStore.WebhookRow
            {
                Partner = partner, Url = request.Url, SealedSecret = sealedSecret, SetAt = change.At, Version = (before?.Version ?? 0) + 1,
                State = (isProved ? WebhookState.Verified : WebhookState.Pending).ToString(), EventTypes = string.Join(' ', request.EventTypes),
                OldSealedSecret = old.Sealed, OldSecretUntil = old.Until,
            };
            await WebhookStore.SetAsync(change.Sql, row);
            // Only the host: a path may contain a secret of the partner.
            change.Audit("registry.webhook.set", $"webhooks/{partner}", before is null ? null : new { host = Host(before.Url) }, new { host = Host(row.Url), version = row.Version });
            return new SetWebhookResponse { Webhook = ToProto(row) };
        });
        relay.Wake();
        return response;
    }

    public override async Task<GetWebhookResponse> GetWebhook(GetWebhookRequest request, ServerCallContext context) => new()
    {
        Webhook = ToProto(await FindAsync(context)),
    };

    public override async Task<VerifyWebhookResponse> VerifyWebhook(VerifyWebhookRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.RequestId(request.RequestId);
        violations.ThrowIfAny();

        var hook = await FindAsync(context);
        var holds = await proof.HoldsAsync(hook, context.CancellationToken);
        var response = await changes.RunAsync(context, request, id, "", async change =>
        {
            await WebhookProof.WriteAsync(change, hook, holds);
            return new VerifyWebhookResponse { Webhook = ToProto(await WebhookStore.GetAsync(change.Sql, hook.Partner) ?? throw Fault.NotFound("webhook")) };
        });
        relay.Wake();
        return response;
    }

    public override async Task<SendTestDeliveryResponse> SendTestDelivery(SendTestDeliveryRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        violations.ThrowIfAny();

        var hook = await FindAsync(context);
        if (!hook.IsVerified)
        {
            throw Fault.Precondition(
                RegistryReasons.WebhookNotVerified, "The webhook's address is not verified. Answer its challenge first: see VerifyWebhook.");
        }

        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        var answer = await proof.SendTestAsync(hook, id, context.CancellationToken);
        return await changes.RunAsync(context, request, requestId, "", change =>
        {
            change.Audit("registry.webhook.tested", $"webhooks/{hook.Partner}", null, new { host = Host(hook.Url), answer.Status });
            return Task.FromResult(new SendTestDeliveryResponse { Id = id, Status = answer.Status });
        });
    }

    public override Task<DeleteWebhookResponse> DeleteWebhook(DeleteWebhookRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.RequestId(request.RequestId);
        violations.ThrowIfAny();

        var partner = Partner(context);
        return changes.RunAsync(context, request, id, "", async change =>
        {
            // Waits for the follower, which adds deliveries for partners with a webhook.
            await ShownStore.LockProgressAsync(change.Sql);
            var before = await WebhookStore.LockAsync(change.Sql, partner) ?? throw Fault.NotFound("webhook");
            Etag.Check(request.Etag, before.Version);
            await WebhookStore.DeleteAsync(change.Sql, partner);
            var givenUp = await DeliveryStore.GiveUpAsync(change.Sql, partner);
            change.Audit("registry.webhook.deleted", $"webhooks/{partner}", new { host = Host(before.Url) }, new { givenUp });
            return new DeleteWebhookResponse { GivenUp = givenUp };
        });
    }

    public override async Task<ListWebhookDeliveriesResponse> ListWebhookDeliveries(ListWebhookDeliveriesRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        violations.Require(System.Enum.IsDefined(request.State), "state", "Write a state of WebhookDeliveryState, or none.");
        var size = violations.PageSize(request.PageSize, FeedInput.DefaultPage, FeedInput.LongestPage);
        violations.Require(
            request.PageToken.Length == 0 || Guid.TryParseExact(request.PageToken, "N", out _), "page_token",
            "Send next_page_token as it was received, or nothing for the first page.");
        violations.ThrowIfAny();

        var state = request.State == WebhookDeliveryState.Unspecified ? "" : request.State.ToString();
        var before = request.PageToken.Length == 0 ? "" : Guid.ParseExact(request.PageToken, "N").ToString();
        var rows = await database.ReadAsync(sql => DeliveryStore.PageAsync(sql, Partner(context), state, before, size + 1), context.CancellationToken);
        return new ListWebhookDeliveriesResponse
        {
            Deliveries = { rows.Take(size).Select(ToProto) },
            NextPageToken = rows.Count > size ? Guid.Parse(rows[size - 1].Id).ToString("N") : "",
        };
    }

    public override Task<EndPartnerResponse> EndPartner(EndPartnerRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.RequestId(request.RequestId);
        var partner = violations.Text(request.Partner, "partner", LongestPartner);
        var reason = violations.Lines(request.Reason, "reason", LongestReason);
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, id, reason, async change =>
        {
            var end = await WebhookEnds.EndAsync(change, partner) ?? throw Fault.NotFound("webhook or watch list of that partner");
            return new EndPartnerResponse { WebhookRemoved = end.HadWebhook, GivenUp = end.GivenUp, Unwatched = end.Unwatched };
        });
    }

    private static string Partner(ServerCallContext context) => context.Caller().Person.Subject;

    private static string Host(string url) => new Uri(url).Host;

    private async Task<WebhookStore.WebhookRow> FindAsync(ServerCallContext context) =>
        await database.ReadAsync(sql => WebhookStore.GetAsync(sql, Partner(context)), context.CancellationToken) ?? throw Fault.NotFound("webhook");

    private Webhook ToProto(WebhookStore.WebhookRow row) => new()
    {
        Url = row.Url,
        SetAt = Timestamp.FromDateTimeOffset(row.SetAt),
        Etag = Etag.Of(row.Version),
        State = System.Enum.Parse<WebhookState>(row.State),
        EventTypes = { row.EventTypes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(System.Enum.Parse<WebhookEventType>) },
        PreviousSecretUntil = row.OldSecretUntil is { } until && clock.GetUtcNow() < until ? Timestamp.FromDateTimeOffset(until) : null,
    };

    private static WebhookDelivery ToProto(DeliveryRow row)
    {
        var state = System.Enum.Parse<WebhookDeliveryState>(row.State);
        return new WebhookDelivery
        {
            Id = row.Id,
            Rpps = row.Rpps,
            Revision = row.Revision,
            State = state,
            Attempts = row.Attempts,
            LastStatus = row.LastStatus,
            LastAttemptAt = row.LastAttemptAt is { } last ? Timestamp.FromDateTimeOffset(last) : null,
            NextAttemptAt = state == WebhookDeliveryState.Pending ? Timestamp.FromDateTimeOffset(row.DueAt) : null,
            BodySha256 = row.BodyHash,
            CreatedAt = Timestamp.FromDateTimeOffset(row.CreatedAt),
        };
    }
}
