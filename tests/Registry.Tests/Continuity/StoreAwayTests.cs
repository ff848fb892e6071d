using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Feed;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.AuditReading;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Registry.Demography;
using OrdreCouncils.Tests.Registry.Feed;
using OrdreCouncils.Tests.Registry.WatchLists;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Continuity;

/// <summary>The database stops and comes back: known data is answered with its age, other reads fail, and no acknowledged write is lost.</summary>
public sealed class StoreAwayTests : IDisposable
{
    private static readonly string Known = NumberedFile.Rpps(1);
    private static readonly string Unknown = NumberedFile.Rpps(2);
    private readonly ContinuityBench bench = new();

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task StoreAway_ReadsAndWrites_TellWhatIsKnownOrThatTheyCannot()
    {
        using var postgres = await PostgresServer.StartAsync();
        using var redis = await RedisServer.StartAsync();
        using var store = await TestStore.OnAsync(postgres);
        await using var app = await bench.StartAsync(store, redis.Port, ("Cache:LocalLife", "00:00:00"));
        await ContinuityBench.LinkedAsync(app);
        await app.ImportAsync(NumberedFile.Of(4));
        var attestation = await ContinuityBench.AttestAsync(app, Known);
        var faces = Faces.Of(app, Known, attestation);
        foreach (var face in faces)
            Assert.True(await face.AskAsync(), face.Name);
        var before = await RowsAsync(app);
        var writes = await WritesAsync(app, attestation);

        postgres.Stop();
        // A copy from Redis would be answered without its age.
        redis.Flush();

        foreach (var face in faces)
            Assert.Equal((face.Name, face.TellsAge ? "free" : "unavailable"), (face.Name, await face.TryAsync()));
        var physicians = await app.PhysiciansAsync();
        foreach (var stale in await StaleAsync(app))
            Assert.NotNull(stale);
        await AssertUnavailableAsync("unknown", physicians.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = Unknown }).ResponseAsync);
        foreach (var (name, call) in Reads(app, attestation).Concat(writes))
            await AssertUnavailableAsync(name, call());

        await postgres.StartAgainAsync();

        await Until.TrueAsync(async () => await faces.Single(face => face.Name == "ListChanges").TryAsync() == "free", "the store's return");
        Assert.Equal(before, await RowsAsync(app));
        foreach (var face in faces)
            await Until.TrueAsync(async () => await face.TryAsync() == "free", face.Name);
        await Until.TrueAsync(async () => (await StaleAsync(app)).All(stale => stale is null), "fresh answers");
        // The refused writes are repeated with the same request ids, and each is done once.
        foreach (var (name, call) in writes)
            Assert.Null(await Record.ExceptionAsync(() => call().WaitAsync(Until.Patience)) is { } exception ? $"{name}: {exception.Message}" : null);
        Assert.False(Faces.IsFree(await app.VerifyAsync(Known)));
        Assert.Equal(1, await app.CountAsync("suspensions"));
    }

    [Fact]
    public async Task StoreAway_Streams_EndUnavailableOrGoOnAndMissNothing()
    {
        using var postgres = await PostgresServer.StartAsync();
        using var redis = await RedisServer.StartAsync();
        using var store = await TestStore.OnAsync(postgres);
        await using var app = await bench.StartAsync(store, redis.Port, ("Feed:Heartbeat", "00:00:00.1"));
        await app.ImportAsync(NumberedFile.Of(4));
        await (await app.WatchListsAsync()).AddWatchedPhysiciansAsync(WatchListTests.Add(0..4));
        using var list = await app.WatchListAsync();
        Assert.Null(await list.NextAsync());
        // The stream opens after the head of the feed is known, so with its first heartbeat it has read up to the head.
        var head = app.App.Host.Services.GetRequiredService<FeedHead>();
        var latest = await app.App.Database.ReadAsync(RevisionStore.LatestAsync, default);
        await Until.TrueAsync(() => head.Revision == latest, "the head of the feed");
        using var feed = await app.WatchAsync(fromNow: true);
        Assert.Null(await feed.NextAsync());

        postgres.Stop();

        // Each heartbeat of a watch list reads the store, so that stream ends. The feed stream is at the known head, and goes on.
        Assert.Equal(StatusCode.Unavailable, (await EndAsync(list)).StatusCode);
        Assert.Null(await feed.NextAsync());
        using (var late = await app.WatchAsync(fromNow: true))
            Assert.Equal(Reasons.StoreUnavailable, (await EndAsync(late)).Reason());
        using (var late = await app.WatchListAsync(list.Token))
            Assert.Equal(Reasons.StoreUnavailable, (await EndAsync(late)).Reason());

        await postgres.StartAgainAsync();
        await Until.TrueAsync(
            async () => await Record.ExceptionAsync(() => app.SanctionAsync(Known, RestrictingSanction.Radiation, RegistryApp.Today)) is null, "the store's return");

        Assert.Equal((Known, false), await feed.ChangeAsync() is { } fed ? (fed.Rpps, fed.Registration.MayPractise) : default);
        using var resumed = await app.WatchListAsync(list.Token);
        Assert.Equal((Known, false), await resumed.ChangeAsync() is { } listed ? (listed.Rpps, listed.Registration.MayPractise) : default);
    }

    [Fact]
    public async Task StoreStops_AmongWrites_KeepsEachAcknowledgedOneAndDoesEachOnce()
    {
        using var postgres = await PostgresServer.StartAsync();
        using var redis = await RedisServer.StartAsync();
        using var store = await TestStore.OnAsync(postgres);
        await using var app = await bench.StartAsync(store, redis.Port);
        await app.ImportAsync(NumberedFile.Of(200));
        var sanctions = await app.SanctionsAsync();
        var requests = NumberedFile.AllRpps(200).Select(rpps => RegistryApp.Sanction(rpps, RestrictingSanction.Radiation, RegistryApp.Today)).ToList();
        var acknowledged = new Dictionary<string, string>();
        var next = -1;
        var stopping = Task.CompletedTask;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && number < requests.Count)
            {
                if (number == 80)
                    stopping = Task.Run(postgres.Stop);
                try
                {
                    var answer = await sanctions.RecordSanctionAsync(requests[number]);
                    lock (acknowledged)
                        acknowledged.Add(requests[number].Rpps, answer.RestrictionId);
                }
                catch (RpcException exception)
                {
                    Assert.Equal((StatusCode.Unavailable, Reasons.StoreUnavailable), (exception.StatusCode, exception.Reason()));
                }
            }
        })));
        await stopping;
        Assert.InRange(acknowledged.Count, 40, 199);
        await postgres.StartAgainAsync();

        await Until.TrueAsync(async () => await Record.ExceptionAsync(() => app.VerifyAsync(Unknown)) is null, "the store's return");
        var answers = new Dictionary<string, string>();
        foreach (var request in requests)
            await Until.TrueAsync(async () => await RecordedAsync(request), "the repeated write");
        Assert.All(acknowledged, pair => Assert.Equal(pair.Value, answers[pair.Key]));
        Assert.Equal(200, await app.CountAsync("restrictions"));
        Assert.Equal(200, await app.CountAsync("audit_entries where kind = 'registry.restriction.recorded'"));
        Assert.All(requests, request => Assert.NotEmpty(answers[request.Rpps]));
        var finding = await app.App.Database.SnapshotAsync(sql => AuditVerifier.VerifyAsync(sql, []), default);
        Assert.True(finding.Intact, finding.Finding);

        async Task<bool> RecordedAsync(RecordSanctionRequest request)
        {
            try
            {
                answers[request.Rpps] = (await sanctions.RecordSanctionAsync(request)).RestrictionId;
                return true;
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.Unavailable)
            {
                // A pooled connection from before the stop is dead.
                return false;
            }
        }
    }

    /// <summary>Reads that keep no copy and need the store.</summary>
    private static IEnumerable<(string Name, Func<Task> Call)> Reads(RegistryApp app, Attestation attestation) =>
    [
        ("as known at", async () => await (await app.PhysiciansAsync()).VerifyRegistrationAsync(
            new VerifyRegistrationRequest { Rpps = Known, KnownAt = Timestamp.FromDateTimeOffset(app.App.Clock.GetUtcNow()) })),
        ("search by name", async () => await (await app.PhysiciansAsync()).SearchPhysiciansAsync(new SearchPhysiciansRequest { Name = "essai" })),
        ("count", async () => await (await app.DemographyAsync()).CountPhysiciansAsync(DemographyCalls.Question(null, DemographyDimension.Council))),
        ("draw", async () => await (await app.DemographyAsync()).DrawDemographyAsync(
            new DrawDemographyRequest { Chart = DemographyChart.RankedBars, Dimension = DemographyDimension.Council })),
        ("applications", async () => await (await app.App.ClientAsync<ApplicationsService.ApplicationsServiceClient>("cdom-75")).ListApplicationsAsync(new ListApplicationsRequest())),
        ("suspensions", async () => await (await app.RestrictionsAsync()).ListSuspensionsAsync(new ListSuspensionsRequest { Rpps = Known })),
        ("birth date", async () => await (await app.CivilStatusAsync()).GetCivilStatusAsync(new GetCivilStatusRequest { Rpps = Known })),
        ("watch list", async () => await (await app.WatchListsAsync()).ListWatchedPhysiciansAsync(new ListWatchedPhysiciansRequest())),
        ("attestation", async () => await (await app.App.ClientAsync<AttestationsService.AttestationsServiceClient>("cdom-75")).GetAttestationAsync(
            new GetAttestationRequest { Code = attestation.Code })),
    ];

    /// <summary>Writes of every kind; each uses the same request id when it is repeated.</summary>
    private static async Task<IReadOnlyList<(string Name, Func<Task> Call)>> WritesAsync(RegistryApp app, Attestation attestation)
    {
        var attestations = await app.App.ClientAsync<AttestationsService.AttestationsServiceClient>("cdom-75");
        var issue = new IssueAttestationRequest { RequestId = RegistryApp.NewId(), Rpps = Unknown };
        var revoke = new RevokeAttestationRequest { RequestId = RegistryApp.NewId(), Code = attestation.Code, Reason = "Essai." };
        var born = DemographyCalls.Birth(Unknown, new DateOnly(1980, 1, 2));
        var submit = ApplicationPath.Submission();
        var watch = WatchListTests.Add(0..2);
        var suspend = ContinuityBench.Suspension(Known);
        return
        [
            ("issue", async () => await attestations.IssueAttestationAsync(issue)),
            ("revoke", async () => await attestations.RevokeAttestationAsync(revoke)),
            ("birth date", async () => await (await app.CivilStatusAsync()).RecordBirthDateAsync(born)),
            ("application", async () => await (await app.App.ClientAsync<ApplicationsService.ApplicationsServiceClient>("cdom-75")).SubmitApplicationAsync(submit)),
            ("watch", async () => await (await app.WatchListsAsync()).AddWatchedPhysiciansAsync(watch)),
            ("suspension", async () => await (await app.RestrictionsAsync()).RecordSuspensionAsync(suspend)),
            ("sanction", async () => await app.SanctionAsync(Unknown, RestrictingSanction.Radiation, RegistryApp.Today, decision: Guid.CreateVersion7().ToString())),
        ];
    }

    private static async Task<IReadOnlyList<Timestamp?>> StaleAsync(RegistryApp app)
    {
        var physicians = await app.PhysiciansAsync();
        var shown = await physicians.GetPhysicianAsync(new GetPhysicianRequest { Rpps = Known });
        var verified = await physicians.VerifyRegistrationAsync(new VerifyRegistrationRequest { Rpps = Known });
        var batch = await (await app.VerificationAsync()).BatchVerifyRegistrationsAsync(
            new BatchVerifyRegistrationsRequest { Items = { new VerificationItem { Rpps = Known } } });
        return [shown.StaleSince, verified.StaleSince, batch.Answers.Single().StaleSince];
    }

    private static async Task AssertUnavailableAsync(string name, Task call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(() => call.WaitAsync(Until.Patience));
        Assert.Equal((name, StatusCode.Unavailable, Reasons.StoreUnavailable), (name, exception.StatusCode, exception.Reason()));
    }

    private static async Task<RpcException> EndAsync<T>(FeedStream<T> stream) => await Assert.ThrowsAsync<RpcException>(async () =>
    {
        while (true)
            await stream.NextAsync();
    });

    /// <summary>Row counts of the tables, without those of the access log and its seals, which background work changes.</summary>
    private static async Task<string> RowsAsync(RegistryApp app)
    {
        string[] tables = ["physicians", "suspensions", "restrictions", "attestations", "attestations where revoked_at is not null", "civil_status", "applications", "watched_physicians", "requests", "outbox"];
        var counts = new List<string>();
        foreach (var table in tables)
            counts.Add($"{table}: {await app.CountAsync(table)}");
        return string.Join(", ", counts);
    }
}
