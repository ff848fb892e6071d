using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Feed;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Register;

/// <summary>Copies whose own life is zero: each read loads them again unless the follower has vouched for them, here for an hour.</summary>
public sealed class CopyFollowerTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Theory, Engines]
    public async Task CatchUp_OneChangedElsewhere_OutdatesThatCopyOnly(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(2));
        await using var replica = new Copies(app);
        await replica.CatchUpAsync();
        await replica.AskAsync(0);
        await replica.AskAsync(1);
        await replica.CatchUpAsync();
        await BanAsync(app);

        await replica.CatchUpAsync();

        Assert.Empty((await replica.AskAsync(0)).Restrictions);
        Assert.Equal(2, replica.Loads);
        Assert.Single((await replica.AskAsync(1)).Restrictions);
        Assert.Equal(3, replica.Loads);
    }

    [Theory, Engines]
    public async Task CatchUp_FirstTime_DoesNotVouchForEarlierReads(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(2));
        await using var replica = new Copies(app);
        await replica.AskAsync(1);
        await BanAsync(app);
        await replica.CatchUpAsync();
        await replica.CatchUpAsync();

        Assert.Single((await replica.AskAsync(1)).Restrictions);
    }

    [Theory, Engines]
    public async Task CatchUp_AfterAnImport_EachCopyIsReadAgainOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(2));
        await using var replica = new Copies(app);
        await replica.CatchUpAsync();
        await replica.AskAsync(1);
        await app.ImportAsync(NumberedFile.Of(2, structure: "AUTRE CABINET"));
        await replica.CatchUpAsync();
        await replica.CatchUpAsync();

        Assert.Equal("AUTRE CABINET", (await replica.AskAsync(1)).Physician.Activities.Single().Structure);
        await replica.CatchUpAsync();
        await replica.AskAsync(1);
        Assert.Equal(2, replica.Loads);
    }

    [Fact]
    public async Task GetPhysician_ChangedOnAnotherReplica_IsCurrentAfterTheNextCatchUp()
    {
        using var store = await TestStore.CreateAsync(SqlEngine.PostgreSql);
        await using var here = await RegistryApp.StartAsync(store, null, ("Cache:LocalLife", "01:00:00"));
        await using var there = await RegistryApp.StartAsync(store);
        await there.ImportAsync(NumberedFile.Of(2));
        await LookedAsync();
        Assert.True((await here.VerifyAsync(NumberedFile.Rpps(1))).MayPractise);

        await BanAsync(there);

        await LookedAsync();
        Assert.False((await here.VerifyAsync(NumberedFile.Rpps(1))).MayPractise);

        async Task LookedAsync()
        {
            var head = here.App.Host.Services.GetRequiredService<FeedHead>();
            var revision = await there.App.Database.ReadAsync(RevisionStore.LatestAsync, default);
            Assert.True(await head.BeyondAsync(revision - 1, TimeSpan.FromSeconds(30), default));
        }
    }

    private static Task<string> BanAsync(RegistryApp app) => app.SanctionAsync(
        NumberedFile.Rpps(1), RestrictingSanction.BanFromPractice, RegistryApp.Today, RegistryApp.Today.AddDays(30));

    private sealed class Copies : IAsyncDisposable
    {
        private readonly Database database;
        private readonly SharedCache shared;
        private readonly TwoLevelCache<RegisterEntry> cache;
        private readonly CopyFollower follower;

        public Copies(RegistryApp app)
        {
            database = app.App.Database;
            var options = Options.Create(new CacheOptions { LocalLife = TimeSpan.Zero });
            shared = new SharedCache(options, NullLogger<SharedCache>.Instance);
            cache = new TwoLevelCache<RegisterEntry>(shared, options, TimeProvider.System);
            follower = new CopyFollower(cache, Options.Create(new CacheOptions { LocalLife = Long }));
        }

        public int Loads { get; private set; }

        public async Task CatchUpAsync()
        {
            await database.ReadAsync(follower.CatchUpAsync, default);
            // A copy read in the same tick counts as read before the check.
            var tick = Environment.TickCount64;
            while (Environment.TickCount64 == tick)
                await Task.Yield();
        }

        public async Task<RegisterEntry> AskAsync(int number)
        {
            var rpps = NumberedFile.Rpps(number);
            return (await cache.GetAsync(
                rpps,
                token =>
                {
                    Loads++;
                    return database.SnapshotAsync(sql => RegisterEntries.LoadAsync(sql, rpps), token);
                },
                default)).Value!;
        }

        public async ValueTask DisposeAsync()
        {
            cache.Dispose();
            await shared.DisposeAsync();
        }
    }
}
