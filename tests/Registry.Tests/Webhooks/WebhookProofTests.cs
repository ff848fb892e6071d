using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Webhooks;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.WatchLists;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Webhooks;

/// <summary>The proof of an address, test deliveries, types of event, and two secrets during a rotation.</summary>
public sealed class WebhookProofTests
{
    private const string OtherSecret = "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXowMTIzNDU=";

    [Theory, Engines]
    public async Task Address_WithoutTheAnswerToItsChallenge_GetsNoDeliveryUntilItIsVerified(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Echo = _ => "ok";
        await using var app = await WebhookDeliveryTests.StartAsync(engine, receiver);
        await StateAsync(app, WebhookState.Failed);
        await BanAsync(app, 1);
        await Until.TrueAsync(async () => (await WebhookDeliveryTests.ListAsync(app)).Count == 1, "the delivery that waits");
        var client = await app.WebhooksAsync();
        Assert.Equal(WebhookState.Failed, (await client.VerifyWebhookAsync(Verify())).Webhook.State);
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "WEBHOOK_NOT_VERIFIED", client.SendTestDeliveryAsync(Test()));
        Assert.Empty(receiver.Calls);

        // A space or line break that a framework adds is no fault.
        receiver.Echo = challenge => challenge + "\n";
        var verified = await client.VerifyWebhookAsync(Verify());

        Assert.Equal(WebhookState.Verified, verified.Webhook.State);
        await Until.TrueAsync(() => receiver.Accepted.Count == 1, "the delivery");
        Assert.Equal(3, receiver.Challenges.Select(call => Convert.ToHexString(call.Body)).Distinct().Count());
        Assert.All(receiver.Challenges, call => Assert.Equal(Signature(WebhookReceiver.Secret, call), call.Signature));
        Assert.Equal(
            ["registry.webhook.not_verified", "registry.webhook.set", "registry.webhook.verified"],
            await app.App.Database.ReadAsync(sql => sql.QueryAsync<string>("select kind from audit_entries where kind like 'registry.webhook%' order by kind"), default));
    }

    [Theory, Engines]
    public async Task Address_NeverVerified_GivesUpItsDeliveriesAfterADay(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Echo = _ => "";
        await using var app = await WebhookDeliveryTests.StartAsync(engine, receiver);
        await BanAsync(app, 1);
        await Until.TrueAsync(async () => (await WebhookDeliveryTests.ListAsync(app, WebhookDeliveryState.Pending)).Count == 1, "the delivery that waits");

        app.App.Clock.Advance(TimeSpan.FromHours(25));

        await Until.TrueAsync(async () => (await WebhookDeliveryTests.ListAsync(app, WebhookDeliveryState.Failed)).Count == 1, "the end");
        Assert.Empty(receiver.Calls);
    }

    [Theory, Engines]
    public async Task SetWebhook_AnotherAddress_IsChallengedAndTheSameAddressStaysVerified(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var other = await WebhookReceiver.StartAsync();
        await using var app = await WebhookDeliveryTests.StartAsync(engine, receiver);
        await StateAsync(app, WebhookState.Verified);
        var client = await app.WebhooksAsync();

        Assert.Equal(WebhookState.Verified, (await client.SetWebhookAsync(Set(receiver.Url))).Webhook.State);
        Assert.Equal(WebhookState.Pending, (await client.SetWebhookAsync(Set(other.Url))).Webhook.State);
        await StateAsync(app, WebhookState.Verified);
        Assert.Equal((1, 1), (receiver.Challenges.Count, other.Challenges.Count));
    }

    [Theory, Engines]
    public async Task Migration_WebhookOfAnEarlierRelease_IsVerified(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.App.Database.WriteAsync(async sql => await sql.ExecuteAsync(
            "insert into webhooks (partner, url, sealed_secret, set_at, version) values ('cnam', 'https://example.org/', @sealed, @at, 1)",
            new { @sealed = new byte[] { 1 }, at = app.App.Clock.GetUtcNow() }) == 1, default);

        Assert.Equal(WebhookState.Verified, (await (await app.WebhooksAsync()).GetWebhookAsync(new GetWebhookRequest())).Webhook.State);
    }

    [Theory, Engines]
    public async Task SendTestDelivery_Verified_TellsTheAnswerAndOnceForARequest(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = await WebhookDeliveryTests.StartAsync(engine, receiver);
        await StateAsync(app, WebhookState.Verified);
        receiver.Answer = _ => Task.FromResult(418);
        var client = await app.WebhooksAsync();
        var request = Test();

        var tested = await client.SendTestDeliveryAsync(request);

        var call = Assert.Single(receiver.Calls);
        Assert.Equal((call.Id, 418, "webhook.test", Signature(WebhookReceiver.Secret, call)), (tested.Id, tested.Status, call.Type, call.Signature));
        Assert.Equal(tested, await client.SendTestDeliveryAsync(request));
        Assert.Empty(await WebhookDeliveryTests.ListAsync(app));
    }

    [Theory, Engines]
    public async Task EventTypes_Chosen_FilterChangesAndNameThem(SqlEngine engine)
    {
        await using var all = await WebhookReceiver.StartAsync();
        await using var merges = await WebhookReceiver.StartAsync();
        await using var app = await WebhookDeliveryTests.StartAsync(engine, all);
        await (await app.WatchListsAsync("assureur")).AddWatchedPhysiciansAsync(WatchListTests.Add(0..10));
        var chosen = Set(merges.Url);
        chosen.EventTypes.Add([WebhookEventType.PhysicianMerged, WebhookEventType.PhysicianRemoved]);
        var set = (await (await app.WebhooksAsync("assureur")).SetWebhookAsync(chosen)).Webhook;
        Assert.Equal(chosen.EventTypes, set.EventTypes);

        await BanAsync(app, 1);
        await Until.TrueAsync(() => all.Accepted.Count == 1, "the change");

        Assert.Equal("physician.changed", all.Accepted[0].Type);
        Assert.Empty(await WebhookDeliveryTests.ListAsync(app, identity: "assureur"));
    }

    [Theory]
    [InlineData("", "10000000001", true, "physician.changed")]
    [InlineData("PhysicianMerged", "10000000001", true, "physician.merged")]
    [InlineData("PhysicianChanged PhysicianRemoved", "10000000001", true, "")]
    [InlineData("PhysicianRemoved", "", false, "physician.removed")]
    [InlineData("PhysicianMerged", "", false, "")]
    [InlineData("PhysicianChanged", "", true, "physician.changed")]
    public void TypeOf_Change_IsTheChosenTypeOrNone(string chosen, string mergedInto, bool exists, string expected) => Assert.Equal(
        expected, WebhookRules.TypeOf(new PhysicianChange { MergedInto = mergedInto, Physician = exists ? new Physician() : null }, chosen));

    [Theory, Engines]
    public async Task Rotation_OldSecret_SignsTooUntilItsEnd(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = await WebhookDeliveryTests.StartAsync(engine, receiver);
        await StateAsync(app, WebhookState.Verified);
        var client = await app.WebhooksAsync();
        var until = app.App.Clock.GetUtcNow().AddHours(24);

        var rotated = (await client.SetWebhookAsync(new SetWebhookRequest(Set(receiver.Url)) { Secret = OtherSecret, PreviousSecretHours = 24 })).Webhook;
        await BanAsync(app, 1);
        await Until.TrueAsync(() => receiver.Accepted.Count == 1, "the delivery during the rotation");
        // The same secret again, for example to change the types, neither ends nor prolongs the rotation.
        var again = (await client.SetWebhookAsync(new SetWebhookRequest(Set(receiver.Url)) { Secret = OtherSecret })).Webhook;

        Assert.Equal(until, rotated.PreviousSecretUntil.ToDateTimeOffset(), TimeSpan.FromSeconds(1));
        Assert.Equal(rotated.PreviousSecretUntil, again.PreviousSecretUntil);
        var call = receiver.Accepted[0];
        Assert.Equal($"{Signature(OtherSecret, call)} {Signature(WebhookReceiver.Secret, call)}", call.Signature);

        app.App.Clock.Advance(TimeSpan.FromHours(25));
        await BanAsync(app, 2);
        await Until.TrueAsync(() => receiver.Accepted.Count == 2, "the delivery after the rotation");
        Assert.Equal(Signature(OtherSecret, receiver.Accepted[1]), receiver.Accepted[1].Signature);
        Assert.Null((await client.GetWebhookAsync(new GetWebhookRequest())).Webhook.PreviousSecretUntil);
    }

    [Fact]
    public async Task Requests_Bad_AreRefused()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        var client = await app.WebhooksAsync();

        await Faults.InvalidAsync(client.VerifyWebhookAsync(new VerifyWebhookRequest()), "request_id");
        await Faults.InvalidAsync(client.SendTestDeliveryAsync(new SendTestDeliveryRequest()), "request_id");
        await Faults.FailsAsync(StatusCode.NotFound, client.VerifyWebhookAsync(Verify()));
        await Faults.FailsAsync(StatusCode.NotFound, client.SendTestDeliveryAsync(Test()));
        foreach (var hours in new[] { -1, 169 })
            await Faults.InvalidAsync(client.SetWebhookAsync(new SetWebhookRequest(Set("https://example.org/")) { PreviousSecretHours = hours }), "previous_secret_hours");
        foreach (var types in new[] { new[] { WebhookEventType.Unspecified }, [(WebhookEventType)9], [WebhookEventType.PhysicianMerged, WebhookEventType.PhysicianMerged] })
            await Faults.InvalidAsync(client.SetWebhookAsync(new SetWebhookRequest(Set("https://example.org/")) { EventTypes = { types } }), "event_types");
        var registrar = await app.WebhooksAsync("cnom-registre");
        await Faults.FailsAsync(StatusCode.PermissionDenied, registrar.VerifyWebhookAsync(Verify()));
        await Faults.FailsAsync(StatusCode.PermissionDenied, registrar.SendTestDeliveryAsync(Test()));
    }

    private static Task StateAsync(RegistryApp app, WebhookState state) => Until.TrueAsync(
        async () => (await (await app.WebhooksAsync()).GetWebhookAsync(new GetWebhookRequest())).Webhook.State == state, $"the state {state}");

    private static Task<string> BanAsync(RegistryApp app, int number) => app.SanctionAsync(
        NumberedFile.Rpps(number), RestrictingSanction.BanFromFunctions, RegistryApp.Today, RegistryApp.Today.AddDays(30));

    private static string Signature(string secret, WebhookReceiver.Call call)
    {
        byte[] message = [.. Encoding.UTF8.GetBytes($"{call.Id}.{call.Timestamp}."), .. call.Body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), message));
    }

    private static SetWebhookRequest Set(string url) => new() { RequestId = RegistryApp.NewId(), Url = url, Secret = WebhookReceiver.Secret };

    private static VerifyWebhookRequest Verify() => new() { RequestId = RegistryApp.NewId() };

    private static SendTestDeliveryRequest Test() => new() { RequestId = RegistryApp.NewId() };
}
