using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.WatchLists;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Webhooks;

/// <summary>Webhooks that an officer ends, or whose receiver ends them or asks for a pause.</summary>
public sealed class WebhookEndTests
{
    [Theory, Engines]
    public async Task EndPartner_ByTheRegistrar_TakesListAndWebhookAndSendsNothingMore(SqlEngine engine)
    {
        await using var ended = await WebhookReceiver.StartAsync();
        await using var kept = await WebhookReceiver.StartAsync();
        await using var app = await WebhookDeliveryTests.StartAsync(engine, ended);
        await SubscribeAsync(app, "assureur", kept);
        ended.Answer = _ => Task.FromResult(503);
        await BanAsync(app, 1);
        await Until.TrueAsync(() => ended.Calls.Count > 0 && kept.Accepted.Count == 1, "the first attempts");

        var request = new EndPartnerRequest { RequestId = RegistryApp.NewId(), Partner = "cnam", Reason = "La convention a pris fin." };
        var answer = await (await app.WebhooksAsync("cnom-registre")).EndPartnerAsync(request);

        Assert.Equal((true, 1, 10), (answer.WebhookRemoved, answer.GivenUp, answer.Unwatched));
        Assert.Equal(answer, await (await app.WebhooksAsync("cnom-registre")).EndPartnerAsync(request));
        await Faults.FailsAsync(StatusCode.NotFound, (await app.WebhooksAsync()).GetWebhookAsync(new GetWebhookRequest()));
        Assert.Equal(0, (await (await app.WatchListsAsync()).ListWatchedPhysiciansAsync(new ListWatchedPhysiciansRequest())).Total);
        Assert.Equal(WebhookDeliveryState.Failed, (await WebhookDeliveryTests.ListAsync(app)).Single().State);
        Assert.Equal(
            "La convention a pris fin.",
            await app.App.Database.ReadAsync(
                sql => sql.ScalarAsync<string>("select reason from audit_entries where kind = 'registry.partner.ended' and subject = 'partners/cnam'"), default));

        // The partner that stays is told of the next change; the attempts at the other have ended.
        var attempts = ended.Calls.Count;
        app.App.Clock.Advance(TimeSpan.FromHours(2));
        await BanAsync(app, 2);
        await Until.TrueAsync(() => kept.Accepted.Count == 2, "the change for the other partner");
        Assert.Equal(attempts, ended.Calls.Count);
    }

    [Fact]
    public async Task EndPartner_BadRequests_AreRefused()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        var client = await app.WebhooksAsync("cnom-registre");

        await Faults.InvalidAsync(client.EndPartnerAsync(new EndPartnerRequest()), "request_id", "partner", "reason");
        await Faults.FailsAsync(
            StatusCode.NotFound,
            client.EndPartnerAsync(new EndPartnerRequest { RequestId = RegistryApp.NewId(), Partner = "cnam", Reason = "Fin." }));
    }

    [Theory, Engines]
    public async Task Delivery_AnsweredGone_StopsTheWebhookUntilItIsSetAnew(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = await WebhookDeliveryTests.StartAsync(engine, receiver);
        receiver.Answer = _ => Task.FromResult(410);
        await BanAsync(app, 1);

        await Until.TrueAsync(
            async () => (await WebhookDeliveryTests.ListAsync(app)).SingleOrDefault()?.State == WebhookDeliveryState.Failed, "the end of the delivery");
        await Faults.FailsAsync(StatusCode.NotFound, (await app.WebhooksAsync()).GetWebhookAsync(new GetWebhookRequest()));
        Assert.Single(receiver.Calls);

        receiver.Answer = _ => Task.FromResult(204);
        await (await app.WebhooksAsync()).SetWebhookAsync(
            new SetWebhookRequest { RequestId = RegistryApp.NewId(), Url = receiver.Url, Secret = WebhookReceiver.Secret });
        await BanAsync(app, 2);
        await Until.TrueAsync(() => receiver.Accepted.Count == 1, "the next delivery");
    }

    [Theory, Engines]
    public async Task Delivery_AnsweredRetryAfter_WaitsThatLongForEveryPhysician(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = await WebhookDeliveryTests.StartAsync(engine, receiver);
        receiver.Answer = _ => Task.FromResult(429);
        receiver.RetryAfter = "3600";
        await BanAsync(app, 1);
        await Until.TrueAsync(
            async () => (await WebhookDeliveryTests.ListAsync(app)).SingleOrDefault()?.LastStatus == 429, "the refusal");
        var delivery = (await WebhookDeliveryTests.ListAsync(app)).Single();
        Assert.Equal(app.App.Clock.GetUtcNow().AddHours(1), delivery.NextAttemptAt.ToDateTimeOffset());

        app.App.Clock.Advance(TimeSpan.FromMinutes(59));
        await BanAsync(app, 2);
        await Until.TrueAsync(async () => (await WebhookDeliveryTests.ListAsync(app)).Count == 2, "the second change to be owed");
        Assert.Single(receiver.Calls);

        receiver.Answer = _ => Task.FromResult(204);
        app.App.Clock.Advance(TimeSpan.FromMinutes(2));
        await Until.TrueAsync(() => receiver.Accepted.Count == 2, "both deliveries");
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(-5, 0)]
    [InlineData(60, 60)]
    [InlineData(999_999, 86_400)]
    public void Pause_IsAsLongAsAskedAndADayAtMost(int? asked, int seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            OrdreCouncils.Registry.Webhooks.WebhookRules.Pause(asked is { } number ? TimeSpan.FromSeconds(number) : null));

    private static async Task SubscribeAsync(RegistryApp app, string partner, WebhookReceiver receiver)
    {
        await (await app.WatchListsAsync(partner)).AddWatchedPhysiciansAsync(WatchListTests.Add(0..10));
        await (await app.WebhooksAsync(partner)).SetWebhookAsync(
            new SetWebhookRequest { RequestId = RegistryApp.NewId(), Url = receiver.Url, Secret = WebhookReceiver.Secret });
    }

    private static Task<string> BanAsync(RegistryApp app, int number) => app.SanctionAsync(
        NumberedFile.Rpps(number), RestrictingSanction.BanFromFunctions, RegistryApp.Today, RegistryApp.Today.AddDays(30));
}
