using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.WatchLists;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Webhooks;

public sealed class WebhookDeliveryTests
{
    internal static readonly (string, string) Loopback = ("Webhooks:AllowLoopback", "true");

    [Theory, Engines]
    public async Task Delivery_Change_ArrivesSignedAndLeavesItsProof(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = await StartAsync(engine, receiver);

        await app.SanctionAsync(NumberedFile.Rpps(2), RestrictingSanction.Radiation, RegistryApp.Today);
        await Until.TrueAsync(async () => (await ListAsync(app, WebhookDeliveryState.Delivered)).Count == 1, "the delivery");

        var call = receiver.Calls.Single();
        var key = Convert.FromBase64String(WebhookReceiver.Secret["whsec_".Length..]);
        byte[] message = [.. Encoding.UTF8.GetBytes($"{call.Id}.{call.Timestamp}."), .. call.Body];
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, message)), call.Signature);
        Assert.Equal(app.App.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), call.Timestamp);
        Assert.Equal((NumberedFile.Rpps(2), RegistrationStatus.StruckOff), (call.Change.Rpps, call.Change.Registration.Status));
        var proof = (await ListAsync(app)).Single();
        Assert.Equal(
            (call.Id, 1, 204, Convert.ToHexStringLower(SHA256.HashData(call.Body)), call.Change.Rpps, call.Change.Revision),
            (proof.Id, proof.Attempts, proof.LastStatus, proof.BodySha256, proof.Rpps, proof.Revision));
        Assert.Equal(0, await app.App.Database.ReadAsync(sql => sql.ScalarAsync<long>("select length(body) from webhook_deliveries"), default));
        Assert.Empty(await ListAsync(app, identity: "assureur"));

        var audit = await app.App.ClientAsync<AuditService.AuditServiceClient>($"medecin-{NumberedFile.Rpps(2)}");
        await Until.TrueAsync(
            async () => (await audit.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{NumberedFile.Rpps(2)}" }))
                .Accesses.Any(access => access is { Operation: "registry/webhook", Actor: "cnam" }),
            "the physician sees who was told");
    }

    [Theory, Engines]
    public async Task Delivery_ReceiverThatFailsThenRecovers_GetsEverythingInOrderPerPhysician(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var app = await StartAsync(engine, receiver);
        // At first the receiver answers every call with an error or a redirect.
        receiver.Answer = call => Task.FromResult(call.Id.GetHashCode(StringComparison.Ordinal) % 2 == 0 ? 503 : 302);
        foreach (var number in Enumerable.Range(0, 12))
        {
            await app.SanctionAsync(NumberedFile.Rpps(number % 4), RestrictingSanction.BanFromFunctions, RegistryApp.Today, RegistryApp.Today.AddDays(number + 1));
            // Wait for each delivery: two changes of a physician before the next check would make one delivery.
            await Until.TrueAsync(async () => (await ListAsync(app, WebhookDeliveryState.Pending)).Count == number + 1, "the change to be owed");
        }

        await Until.TrueAsync(() => receiver.Calls.Select(call => call.Change.Rpps).Distinct().Count() == 4, "the first attempts");
        Assert.Empty(receiver.Accepted);

        receiver.Answer = _ => Task.FromResult(200);
        await Until.TrueAsync(async () =>
        {
            app.App.Clock.Advance(TimeSpan.FromSeconds(10));
            return (await ListAsync(app, WebhookDeliveryState.Pending)).Count == 0;
        }, "everything is delivered");

        var delivered = await ListAsync(app, WebhookDeliveryState.Delivered);
        Assert.Equal(12, delivered.Count);
        Assert.Equal(delivered.Select(delivery => delivery.Id).Order(), receiver.Accepted.Select(call => call.Id).Order());
        foreach (var calls in receiver.Accepted.GroupBy(call => call.Change.Rpps))
            Assert.Equal([1, 2, 3], calls.Select(call => call.Change.Registration.Restrictions.Count));
        // A repeated attempt has the same id and the same body.
        Assert.All(receiver.Calls.GroupBy(call => call.Id), attempts => Assert.Single(attempts.Select(attempt => Convert.ToHexString(attempt.Body)).Distinct()));
        Assert.Contains(delivered, delivery => delivery.Attempts > 1);
    }

    [Theory, Engines]
    public async Task Delivery_StoppedBeforeItWasRecorded_GoesAgainUnderTheSameId(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var store = await TestStore.CreateAsync(engine);
        var never = new TaskCompletionSource<int>();
        await using (var app = await RegistryApp.StartAsync(store, settings: Loopback))
        {
            await PrepareAsync(app, receiver);
            receiver.Answer = _ => never.Task;
            await app.SanctionAsync(NumberedFile.Rpps(1), RestrictingSanction.Radiation, RegistryApp.Today);
            await Until.TrueAsync(() => receiver.Calls.Count == 1, "the arrival");
        }

        receiver.Answer = _ => Task.FromResult(200);
        await using var again = await RegistryApp.StartAsync(store, settings: Loopback);
        await Until.TrueAsync(async () => (await ListAsync(again, WebhookDeliveryState.Delivered)).Count == 1, "the delivery");

        Assert.Equal(2, receiver.Calls.Count);
        Assert.Single(receiver.Calls.Select(call => (call.Id, Convert.ToHexString(call.Body))).Distinct());
        never.SetResult(200);
    }

    [Theory, Engines]
    public async Task Delivery_TakenByAReplicaThatDied_GoesAgainOnceItsLeaseIsOver(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = _ => Task.FromResult(500);
        await using var app = await StartAsync(engine, receiver);
        await app.SanctionAsync(NumberedFile.Rpps(1), RestrictingSanction.Radiation, RegistryApp.Today);
        await Until.TrueAsync(async () => (await ListAsync(app)).SingleOrDefault() is { LastStatus: 500 }, "a failed attempt");
        // The state that a replica leaves when it dies after its call and before it records the result.
        var lease = app.App.Clock.GetUtcNow().AddSeconds(30);
        await app.App.Database.WriteAsync(async sql => await sql.ExecuteAsync("update webhook_deliveries set due_at = @lease, attempts = attempts + 1", new { lease }) == 1, default);
        receiver.Answer = _ => Task.FromResult(200);

        app.App.Clock.Advance(TimeSpan.FromSeconds(31));
        await Until.TrueAsync(async () => (await ListAsync(app, WebhookDeliveryState.Delivered)).Count == 1, "the delivery");

        Assert.Single(receiver.Calls.Select(call => call.Id).Distinct());
        Assert.Equal(3, (await ListAsync(app)).Single().Attempts);
    }

    [Theory, Engines]
    public async Task Delivery_ReceiverDeadForADay_IsGivenUpAndShown(SqlEngine engine)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = _ => Task.FromResult(500);
        await using var app = await StartAsync(engine, receiver);
        await app.SanctionAsync(NumberedFile.Rpps(1), RestrictingSanction.Radiation, RegistryApp.Today);
        await Until.TrueAsync(async () => (await ListAsync(app)).SingleOrDefault()?.Attempts == 1, "the first attempt");

        await Until.TrueAsync(async () =>
        {
            app.App.Clock.Advance(TimeSpan.FromHours(2));
            return (await ListAsync(app, WebhookDeliveryState.Failed)).Count == 1;
        }, "the end");

        var failed = (await ListAsync(app)).Single();
        Assert.Equal(500, failed.LastStatus);
        Assert.Null(failed.NextAttemptAt);
        Assert.True(failed.LastAttemptAt.ToDateTimeOffset() - failed.CreatedAt.ToDateTimeOffset() >= TimeSpan.FromDays(1));
    }

    [Theory, Engines]
    public async Task Delivery_ReceiverThatHangs_HoldsUpNobodyElse(SqlEngine engine)
    {
        await using var slow = await WebhookReceiver.StartAsync();
        await using var quick = await WebhookReceiver.StartAsync();
        var never = new TaskCompletionSource<int>();
        slow.Answer = _ => never.Task;
        await using var app = await StartAsync(engine, slow);
        await PrepareAsync(app, quick, "assureur", import: false);

        foreach (var number in Enumerable.Range(0, 10))
            await app.SanctionAsync(NumberedFile.Rpps(number), RestrictingSanction.Radiation, RegistryApp.Today);
        await Until.TrueAsync(() => quick.Accepted.Count == 10, "the quick one has everything");

        Assert.Empty(slow.Accepted);
        Assert.NotEmpty(slow.Calls);
        never.SetResult(200);
        await Until.TrueAsync(() => slow.Accepted.Count == 10, "the slow one has everything too");
    }

    [Fact]
    public async Task Delivery_TwoReplicas_DeliverOnce()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var store = await TestStore.CreateAsync(SqlEngine.PostgreSql);
        await using var one = await RegistryApp.StartAsync(store, settings: Loopback);
        await using var other = await RegistryApp.StartAsync(store, one.App.Clock, Loopback);
        await PrepareAsync(one, receiver);

        await Parallel.ForEachAsync(Enumerable.Range(0, 40), async (number, _) =>
            await (number % 2 == 0 ? one : other).SanctionAsync(NumberedFile.Rpps(number % 10), RestrictingSanction.BanFromFunctions, RegistryApp.Today));
        await Until.TrueAsync(
            async () => (await ListAsync(one, WebhookDeliveryState.Pending)).Count == 0 && receiver.Accepted.Select(call => call.Change).GroupBy(change => change.Rpps)
                .Count(changes => changes.Last().Registration.Restrictions.Count == 4) == 10,
            "everything is delivered");

        Assert.Equal(receiver.Calls.Count, receiver.Calls.Select(call => call.Id).Distinct().Count());
    }

    internal static async Task<RegistryApp> StartAsync(SqlEngine engine, WebhookReceiver receiver)
    {
        var app = await RegistryApp.StartAsync(engine, Loopback);
        await PrepareAsync(app, receiver);
        return app;
    }

    internal static async Task<List<WebhookDelivery>> ListAsync(
        RegistryApp app, WebhookDeliveryState state = WebhookDeliveryState.Unspecified, string identity = "cnam", int pageSize = 5)
    {
        var client = await app.WebhooksAsync(identity);
        var (all, token) = (new List<WebhookDelivery>(), "");
        do
        {
            var page = await client.ListWebhookDeliveriesAsync(new ListWebhookDeliveriesRequest { State = state, PageSize = pageSize, PageToken = token });
            all.AddRange(page.Deliveries);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        return all;
    }

    private static async Task PrepareAsync(RegistryApp app, WebhookReceiver receiver, string identity = "cnam", bool import = true)
    {
        if (import)
            await app.ImportAsync(NumberedFile.Of(10));
        await (await app.WatchListsAsync(identity)).AddWatchedPhysiciansAsync(WatchListTests.Add(0..10));
        await (await app.WebhooksAsync(identity)).SetWebhookAsync(
            new SetWebhookRequest { RequestId = RegistryApp.NewId(), Url = receiver.Url, Secret = WebhookReceiver.Secret });
    }
}
