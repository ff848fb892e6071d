using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Feed;

public sealed class WatchChangesTests
{
    [Theory, Engines]
    public async Task WatchChanges_FromNow_ShowsLaterChangesAsTheyCome(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(5));
        using var stream = await app.WatchAsync(fromNow: true);
        Assert.Null(await stream.NextAsync());

        await app.SanctionAsync(NumberedFile.Rpps(2), RestrictingSanction.BanFromPractice, RegistryApp.Today, RegistryApp.Today.AddDays(9));
        var change = await stream.ChangeAsync();

        Assert.Equal((NumberedFile.Rpps(2), false), (change.Rpps, change.Registration.MayPractise));
        Assert.Equal("ESSAI C", change.Physician.FamilyName);
    }

    [Theory, Engines]
    public async Task WatchChanges_BrokenAndResumed_MissesAndRepeatsNothing(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine, ("Feed:Heartbeat", "00:00:00.1"));
        await app.ImportAsync(NumberedFile.Of(450));
        var seen = new List<string>();
        var token = "";
        while (seen.Count < 450)
        {
            // The stream breaks after every 100 changes, while more are on the wire.
            using var stream = await app.WatchAsync(token);
            for (var i = 0; i < 100 && seen.Count < 450; i++)
                seen.Add((await stream.ChangeAsync()).Rpps);
            token = stream.Token;
        }

        Assert.Equal(NumberedFile.AllRpps(450).Order(), seen.Order());
        await app.SanctionAsync(NumberedFile.Rpps(1), RestrictingSanction.Radiation, RegistryApp.Today);
        using var last = await app.WatchAsync(token);
        Assert.Equal(NumberedFile.Rpps(1), (await last.ChangeAsync()).Rpps);
        Assert.Null(await last.NextAsync());
    }

    [Theory, Engines]
    public async Task WatchChanges_QuietStream_HeartbeatsWithTheLatestPlace(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine, ("Feed:Heartbeat", "00:00:00.05"));
        await app.ImportAsync(NumberedFile.Of(2));
        using var stream = await app.WatchAsync(fromNow: true);
        for (var i = 0; i < 3; i++)
            Assert.Null(await stream.NextAsync());

        using var resumed = await app.WatchAsync(stream.Token);
        Assert.Null(await resumed.NextAsync());
    }

    [Fact]
    public async Task WatchChanges_CommitOfAnotherReplica_IsShown()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.PostgreSql);
        await using var here = await RegistryApp.StartAsync(store);
        await using var there = await RegistryApp.StartAsync(store);
        await there.ImportAsync(NumberedFile.Of(3));
        using var stream = await here.WatchAsync(fromNow: true);
        Assert.Null(await stream.NextAsync());

        await there.SanctionAsync(NumberedFile.Rpps(1), RestrictingSanction.Radiation, RegistryApp.Today);

        Assert.Equal(NumberedFile.Rpps(1), (await stream.ChangeAsync()).Rpps);
    }

    [Fact]
    public async Task WatchChanges_ManyWritersAtOnce_LosesNothingAndRepeatsNothing()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.PostgreSql);
        await app.ImportAsync(NumberedFile.Of(60));
        using var stream = await app.WatchAsync(fromNow: true);
        Assert.Null(await stream.NextAsync());
        var client = await app.SanctionsAsync();

        var writing = Parallel.ForEachAsync(Enumerable.Range(0, 240), new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (number, _) =>
            await client.RecordSanctionAsync(RegistryApp.Sanction(NumberedFile.Rpps(number % 60), RestrictingSanction.BanFromFunctions, RegistryApp.Today), cancellationToken: CancellationToken.None));
        var last = new Dictionary<string, PhysicianChange>();
        var (revision, rpps) = (0L, "");
        while (last.Count < 60 || last.Values.Any(change => change.Registration.Restrictions.Count < 4))
        {
            var change = await stream.ChangeAsync();
            Assert.True((change.Revision, change.Rpps).CompareTo((revision, rpps)) > 0, "Changes come in order, none twice.");
            (revision, rpps) = (change.Revision, change.Rpps);
            // Each change of a physician has more restrictions than the change before, so none is shown in an earlier state.
            Assert.True(!last.TryGetValue(rpps, out var before) || change.Registration.Restrictions.Count > before.Registration.Restrictions.Count);
            last[rpps] = change;
        }

        await writing.InTime();
        using var resumed = await app.WatchAsync(stream.Token);
        Assert.Null(await resumed.NextAsync());
    }

    [Fact]
    public async Task WatchChanges_ServerStops_EndsUnavailable()
    {
        var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        using var stream = await app.WatchAsync(fromNow: true);
        await stream.NextAsync();

        var stopping = app.App.Host.StopAsync();
        var end = await Assert.ThrowsAsync<RpcException>(stream.NextAsync);
        await stopping.InTime();
        await app.DisposeAsync();

        Assert.Equal((StatusCode.Unavailable, "SERVER_STOPPING"), (end.StatusCode, end.Reason()));
    }

    [Fact]
    public async Task WatchChanges_TokenThatExpires_EndsUnauthenticated()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        var soon = await TestIdentities.TokenAsync("cnam", descriptor => descriptor.Expires = DateTime.UtcNow.AddSeconds(2));
        var client = app.App.ClientWithToken<RegisterChangesService.RegisterChangesServiceClient>(soon);
        using var call = client.WatchChanges(new WatchChangesRequest());

        var end = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(default).InTime())
            {
                // Heartbeats until the token expires.
            }
        });

        Assert.Equal((StatusCode.Unauthenticated, Reasons.TokenExpired), (end.StatusCode, end.Reason()));
    }

    [Fact]
    public async Task WatchChanges_BadRequestOrRole_IsRefused()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        using var bad = await app.WatchAsync("nonsense", fromNow: true);
        using var forbidden = await app.WatchAsync(identity: "cdom-75");

        var refusal = await Assert.ThrowsAsync<RpcException>(bad.NextAsync);
        Assert.Equal((StatusCode.InvalidArgument, "from_now since_token"), (refusal.StatusCode, string.Join(' ', refusal.Fields().Order())));
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(forbidden.NextAsync)).StatusCode);
    }
}
