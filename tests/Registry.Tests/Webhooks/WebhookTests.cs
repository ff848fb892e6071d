using System.Net;
using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Webhooks;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.WatchLists;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Webhooks;

public sealed class WebhookTests
{
    [Theory, Engines]
    public async Task Webhook_SetGetDeleted_ByItsOwnerOnly(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = await RegistryApp.StartAsync(engine, WebhookDeliveryTests.Loopback);
        var client = await app.WebhooksAsync();
        var request = Set(receiver.Url);

        var set = (await client.SetWebhookAsync(request)).Webhook;
        Assert.Equal(set, (await client.SetWebhookAsync(request)).Webhook);
        // The proof of the address comes at any time after.
        Assert.Equal(set, new Webhook((await client.GetWebhookAsync(new GetWebhookRequest())).Webhook) { State = set.State });
        await Faults.FailsAsync(StatusCode.NotFound, (await app.WebhooksAsync("assureur")).GetWebhookAsync(new GetWebhookRequest()));
        await Faults.FailsAsync(StatusCode.NotFound, (await app.WebhooksAsync("assureur")).DeleteWebhookAsync(new DeleteWebhookRequest { RequestId = RegistryApp.NewId() }));
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, client.SetWebhookAsync(new SetWebhookRequest(request) { Url = "https://example.org/" }));
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, client.SetWebhookAsync(Set(etag: "7")));
        var moved = (await client.SetWebhookAsync(Set(receiver.Url + "/other", set.Etag))).Webhook;
        Assert.Equal(receiver.Url + "/other", moved.Url);
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, client.DeleteWebhookAsync(new DeleteWebhookRequest { RequestId = RegistryApp.NewId(), Etag = set.Etag }));

        await client.DeleteWebhookAsync(new DeleteWebhookRequest { RequestId = RegistryApp.NewId(), Etag = moved.Etag });

        await Faults.FailsAsync(StatusCode.NotFound, client.GetWebhookAsync(new GetWebhookRequest()));
        Assert.Equal(["registry.webhook.deleted", "registry.webhook.set", "registry.webhook.set"], await app.App.Database.ReadAsync(
            sql => sql.QueryAsync<string>("select kind from audit_entries where kind in ('registry.webhook.set', 'registry.webhook.deleted') order by kind"), default));
    }

    [Theory, Engines]
    public async Task Webhook_Secret_LiesNowhereInTheClear(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await (await app.WebhooksAsync()).SetWebhookAsync(Set());

        var secret = Convert.FromBase64String(WebhookReceiver.Secret["whsec_".Length..]);
        var kept = await app.App.Database.ReadAsync(sql => sql.ScalarAsync<byte[]>("select sealed_secret from webhooks"), default);
        Assert.Equal(-1, kept.AsSpan().IndexOf(secret));
        Assert.Equal(0, await app.CountAsync($"audit_entries where body like '%{WebhookReceiver.Secret["whsec_".Length..]}%'"));
        Assert.DoesNotContain(app.App.Logs.All, line => line.Contains(WebhookReceiver.Secret["whsec_".Length..], StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task SetWebhook_BadFields_AreNamedAndNothingIsWritten(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var client = await app.WebhooksAsync();

        await Faults.InvalidAsync(client.SetWebhookAsync(new SetWebhookRequest()), "request_id", "url", "secret");
        foreach (var url in new[]
        {
            "http://example.org/", "ftp://example.org/", "https://example.org:8443/", "https://user@example.org/", "https://example.org/#there", "/changes", "https://",
            "https://127.0.0.1/", "https://localhost/", "https://10.1.2.3/", "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://169.254.169.254/latest",
            "https://0x7f.1/", "https://2130706433/", "https://[fd00::1]/", "https://[64:ff9b::a00:1]/", $"https://example.org/{new string('a', 500)}",
        })
        {
            await Faults.InvalidAsync(client.SetWebhookAsync(Set(url)), "url");
        }

        foreach (var secret in new[] { "whsec_", "whsec_c2hvcnQ=", "MDEyMzQ1Njc4OUFCQ0RFRkdISUpLTE1OT1BRUlNUVVY=", $"whsec_{Convert.ToBase64String(new byte[65])}", "whsec_%%%%" })
            await Faults.InvalidAsync(client.SetWebhookAsync(new SetWebhookRequest(Set()) { Secret = secret }), "secret");
        await Faults.InvalidAsync(client.DeleteWebhookAsync(new DeleteWebhookRequest()), "request_id");
        await Faults.InvalidAsync(
            client.ListWebhookDeliveriesAsync(new ListWebhookDeliveriesRequest { State = (WebhookDeliveryState)9, PageSize = -1, PageToken = "x" }), "state", "page_size", "page_token");
        Assert.Equal(0, await app.CountAsync("webhooks"));
        Assert.Equal(0, await app.CountAsync("requests"));
    }

    [Fact]
    public async Task Calls_WithoutAPartner_AreRefused()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        foreach (var identity in new[] { "cnom-registre", "cdom-75", "medecin-10123456781" })
        {
            var client = await app.WebhooksAsync(identity);
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.SetWebhookAsync(Set()));
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.GetWebhookAsync(new GetWebhookRequest()));
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.DeleteWebhookAsync(new DeleteWebhookRequest()));
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.ListWebhookDeliveriesAsync(new ListWebhookDeliveriesRequest()));
        }
    }

    [Theory, Engines]
    public async Task DeleteWebhook_WithDeliveriesOwed_GivesThemUpAndKeepsTheProofs(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = _ => Task.FromResult(500);
        await using var app = await WebhookDeliveryTests.StartAsync(engine, receiver);
        await app.SanctionAsync(NumberedFile.Rpps(1), Protos.Registry.Internal.V1.RestrictingSanction.Radiation, RegistryApp.Today);
        await Until.TrueAsync(async () => (await WebhookDeliveryTests.ListAsync(app)).SingleOrDefault() is { LastStatus: 500 }, "a failed attempt");

        var deleted = await (await app.WebhooksAsync()).DeleteWebhookAsync(new DeleteWebhookRequest { RequestId = RegistryApp.NewId() });

        Assert.Equal(1, deleted.GivenUp);
        Assert.Equal(1, (await WebhookDeliveryTests.ListAsync(app, WebhookDeliveryState.Failed)).Single().Attempts);
    }

    [Theory, Engines]
    public async Task Delivery_WithoutTheDevelopmentOption_NeverReachesThisMachine(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var store = await TestStore.CreateAsync(engine);
        await using (var open = await RegistryApp.StartAsync(store, settings: WebhookDeliveryTests.Loopback))
        {
            await open.ImportAsync(NumberedFile.Of(2));
            await (await open.WatchListsAsync()).AddWatchedPhysiciansAsync(WatchListTests.Add(0..2));
            await (await open.WebhooksAsync()).SetWebhookAsync(Set(receiver.Url));
            await Until.TrueAsync(
                async () => (await (await open.WebhooksAsync()).GetWebhookAsync(new GetWebhookRequest())).Webhook.State == WebhookState.Verified, "the proof");
        }

        // The store already has a loopback address, as when the DNS name of a stored address later points to this machine.
        await using var app = await RegistryApp.StartAsync(store);
        await app.SanctionAsync(NumberedFile.Rpps(1), Protos.Registry.Internal.V1.RestrictingSanction.Radiation, RegistryApp.Today);
        await Until.TrueAsync(async () => (await WebhookDeliveryTests.ListAsync(app)).SingleOrDefault()?.LastAttemptAt is not null, "an attempt");

        Assert.Equal(0, (await WebhookDeliveryTests.ListAsync(app)).Single().LastStatus);
        Assert.Empty(receiver.Calls);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2a01:cb00::1", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2001:0:7f00:1::", false)]
    public void PublicAddress_Is_OfThePublicInternetOnly(string address, bool expected) => Assert.Equal(expected, PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public void Wait_Grows_ToAnHour()
    {
        Assert.Equal([1, 2, 4, 8], Enumerable.Range(1, 4).Select(attempt => WebhookRules.Wait(attempt, 0.5).TotalSeconds));
        Assert.Equal(TimeSpan.FromHours(1), WebhookRules.Wait(30, 0.5));
        Assert.Equal(TimeSpan.FromSeconds(0.8), WebhookRules.Wait(1, 0));
    }

    // A name that is reserved never to exist: no challenge leaves the machine.
    private static SetWebhookRequest Set(string url = "https://partner.invalid/changes", string etag = "") =>
        new() { RequestId = RegistryApp.NewId(), Url = url, Secret = WebhookReceiver.Secret, Etag = etag };
}
