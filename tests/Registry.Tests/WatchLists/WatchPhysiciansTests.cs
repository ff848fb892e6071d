using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Feed;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.WatchLists;

public sealed class WatchPhysiciansTests
{
    [Theory, Engines]
    public async Task WatchPhysicians_ChangesOfTheListOnly_AreShown(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(20));
        await (await app.WatchListsAsync()).AddWatchedPhysiciansAsync(WatchListTests.Add(0..10));
        await (await app.WatchListsAsync("assureur")).AddWatchedPhysiciansAsync(WatchListTests.Add(10..20));
        using var stream = await app.WatchListAsync();
        Assert.Null(await stream.NextAsync());

        await BanAsync(app, 15);
        await BanAsync(app, 5);
        await app.ImportAsync(NumberedFile.Of(3, structure: "AUTRE CABINET"));

        Assert.Equal((NumberedFile.Rpps(5), false), ((await stream.ChangeAsync()) is { } ban ? (ban.Rpps, ban.Registration.MayPractise) : default));
        var moved = new[] { await stream.ChangeAsync(), await stream.ChangeAsync(), await stream.ChangeAsync() };
        Assert.Equal(WatchListTests.Numbers(0..3).Order(), moved.Select(change => change.Rpps));
        Assert.All(moved, change => Assert.Contains(change.Physician.Activities, activity => activity.Structure == "AUTRE CABINET"));
    }

    [Theory, Engines]
    public async Task WatchPhysicians_ChangeThatShowsNothingNew_IsNotSent(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(5));
        await (await app.WatchListsAsync()).AddWatchedPhysiciansAsync(WatchListTests.Add(0..5));
        using var stream = await app.WatchListAsync();
        Assert.Null(await stream.NextAsync());

        // A revision without a visible change, and a ban that begins years later: neither is sent.
        await app.App.Database.WriteAsync(async sql =>
        {
            await VersionStore.RaiseAsync(sql, NumberedFile.Rpps(1), await RevisionStore.NextAsync(sql, app.App.Clock.GetUtcNow()));
            return true;
        }, default);
        await app.SanctionAsync(NumberedFile.Rpps(2), RestrictingSanction.BanFromPractice, RegistryApp.Today.AddDays(900), RegistryApp.Today.AddDays(901));
        await BanAsync(app, 3);

        Assert.Equal(NumberedFile.Rpps(3), (await stream.ChangeAsync()).Rpps);
    }

    [Theory, Engines]
    public async Task WatchPhysicians_BrokenAndResumed_ShowsAllSinceTheToken(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        string token;
        PhysicianChange first;
        await using (var app = await RegistryApp.StartAsync(store))
        {
            await app.ImportAsync(NumberedFile.Of(10));
            await (await app.WatchListsAsync()).AddWatchedPhysiciansAsync(WatchListTests.Add(0..10));
            using var stream = await app.WatchListAsync();
            Assert.Null(await stream.NextAsync());
            await BanAsync(app, 1);
            await BanAsync(app, 2);
            first = await stream.ChangeAsync();
            // The second change may have been sent, but was not received.
            token = stream.Token;
        }

        await using var again = await RegistryApp.StartAsync(store);
        await BanAsync(again, 3);
        using var resumed = await again.WatchListAsync(token);
        PhysicianChange[] shown = [first, await resumed.ChangeAsync(), await resumed.ChangeAsync()];
        Assert.Equal(WatchListTests.Numbers(1..4), shown.Select(change => change.Rpps));
        Assert.All(shown, change => Assert.False(change.Registration.MayPractise, $"{change.Rpps} of revision {change.Revision}"));
    }

    [Fact]
    public async Task WatchPhysicians_ChangedAgainDuringTheLook_IsShownInTheOrderOfRevisions()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.PostgreSql);
        await app.ImportAsync(NumberedFile.Of(5));
        await (await app.WatchListsAsync()).AddWatchedPhysiciansAsync(WatchListTests.Add(0..5));
        using var stream = await app.WatchListAsync();
        Assert.Null(await stream.NextAsync());

        await app.App.Database.WriteAsync(async turning =>
        {
            // The stream's query finds a revision of physician 2 without a visible change, and then waits for the lock on register_day.
            await turning.ExecuteAsync("lock table register_day in access exclusive mode");
            await app.App.Database.WriteAsync(async sql => await VersionStore.RaiseAsync(
                sql, NumberedFile.Rpps(2), await RevisionStore.NextAsync(sql, app.App.Clock.GetUtcNow())) is not null, default);
            await Until.TrueAsync(
                () => app.App.Database.ReadAsync(sql => sql.ScalarAsync<bool>("""
                    select exists (select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid
                                   where not l.granted and l.relation = 'register_day'::regclass and a.query like 'select day from%')
                    """), default), "the look to wait");
            await BanAsync(app, 1);
            await BanAsync(app, 2);
            return true;
        }, default);

        Assert.Equal([NumberedFile.Rpps(1), NumberedFile.Rpps(2)], [(await stream.ChangeAsync()).Rpps, (await stream.ChangeAsync()).Rpps]);
    }

    [Theory, Engines]
    public async Task WatchPhysicians_NumberOfNobody_IsShownOnceRegistered(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await (await app.WatchListsAsync()).AddWatchedPhysiciansAsync(WatchListTests.Add(2..3));
        using var stream = await app.WatchListAsync();
        Assert.Null(await stream.NextAsync());

        await app.ImportAsync(NumberedFile.Of(5));

        var change = await stream.ChangeAsync();
        Assert.Equal((NumberedFile.Rpps(2), true), (change.Rpps, change.Registration.Registered));
    }

    [Theory, Engines]
    public async Task WatchPhysicians_ListThatChangesMeanwhile_IsFollowed(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(10));
        var lists = await app.WatchListsAsync();
        await lists.AddWatchedPhysiciansAsync(WatchListTests.Add(0..2));
        using var stream = await app.WatchListAsync();
        Assert.Null(await stream.NextAsync());
        await BanAsync(app, 5);
        await lists.ReplaceWatchedPhysiciansAsync(new ReplaceWatchedPhysiciansRequest { RequestId = RegistryApp.NewId(), Rpps = { WatchListTests.Numbers(1..7) } });

        await BanAsync(app, 0);
        await BanAsync(app, 6);

        Assert.Equal(NumberedFile.Rpps(6), (await stream.ChangeAsync()).Rpps);
    }

    [Fact]
    public async Task WatchPhysicians_AddedWhileTheyChange_MissNothing()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.PostgreSql);
        await app.ImportAsync(NumberedFile.Of(40));
        using var stream = await app.WatchListAsync();
        Assert.Null(await stream.NextAsync());
        var lists = await app.WatchListsAsync();

        // Each physician is added and banned at the same time. The verification after the addition or the stream must show the ban.
        var told = new HashSet<string>();
        var verified = new HashSet<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 40), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
        {
            var banning = BanAsync(app, number);
            await lists.AddWatchedPhysiciansAsync(WatchListTests.Add(number..(number + 1)), cancellationToken: CancellationToken.None);
            if (!(await app.VerifyAsync(NumberedFile.Rpps(number))).MayPractise)
            {
                lock (verified)
                    verified.Add(NumberedFile.Rpps(number));
            }

            await banning;
        });
        while (told.Count + verified.Except(told).Count() < 40)
            Assert.True(told.Add((await stream.ChangeAsync()).Rpps));

        Assert.Equal(40, told.Union(verified).Count());
    }

    [Fact]
    public async Task WatchPhysicians_CommitOfAnotherReplica_IsShownOnBoth()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.PostgreSql);
        await using var here = await RegistryApp.StartAsync(store);
        await using var there = await RegistryApp.StartAsync(store);
        await there.ImportAsync(NumberedFile.Of(3));
        await (await here.WatchListsAsync()).AddWatchedPhysiciansAsync(WatchListTests.Add(0..3));
        using var one = await here.WatchListAsync();
        using var other = await there.WatchListAsync();
        Assert.Null(await one.NextAsync());
        Assert.Null(await other.NextAsync());

        await BanAsync(there, 1);

        Assert.Equal(NumberedFile.Rpps(1), (await one.ChangeAsync()).Rpps);
        Assert.Equal(NumberedFile.Rpps(1), (await other.ChangeAsync()).Rpps);
    }

    [Fact]
    public async Task WatchPhysicians_BadTokenOrRole_IsRefused()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        using var bad = await app.WatchListAsync("nonsense");
        using var forbidden = await app.WatchListAsync(identity: "cnom-registre");

        Assert.Equal(["since_token"], (await Assert.ThrowsAsync<RpcException>(bad.NextAsync)).Fields());
        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(forbidden.NextAsync)).StatusCode);
    }

    private static Task<string> BanAsync(RegistryApp app, int number) =>
        app.SanctionAsync(NumberedFile.Rpps(number), RestrictingSanction.BanFromPractice, RegistryApp.Today, RegistryApp.Today.AddDays(30));
}
