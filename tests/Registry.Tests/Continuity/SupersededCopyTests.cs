using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Applications;
using OrdreCouncils.Tests.Registry.Duplicates;
using OrdreCouncils.Tests.Registry.Restrictions;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Continuity;

/// <summary>Every kind of change supersedes the copy in Redis before it is acknowledged. The look-up is made by a process without a local copy: neither
/// its follower nor the short life of a local copy can hide a stale copy in Redis.</summary>
public sealed class SupersededCopyTests : IDisposable
{
    private const string Anne = RegisterFile.Anne;
    private const string Jean = RegisterFile.Jean;

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["import that changes a person"] = new(Anne, Nothing, async app => await app.ImportAsync(File(given: "ANNE MARIE"))),
        ["import that leaves something out"] = new(
            Anne, async app => await app.ImportAsync(File().Line(structure: "AUTRE CABINET")), async app => await app.ImportAsync(File())),
        ["import that changes the kept record of a merge"] = new(
            Jean, async app => await app.MergeAsync(), async app => await app.ImportAsync(File(given: "ANNE MARIE"))),
        ["sanction"] = new(Anne, Nothing, app => app.SanctionAsync(Anne, RestrictingSanction.BanFromFunctions, RegistryApp.Today)),
        ["sanction of the kept record of a merge"] = new(
            Jean, async app => await app.MergeAsync(), app => app.SanctionAsync(Anne, RestrictingSanction.BanFromFunctions, RegistryApp.Today)),
        ["suspension"] = new(Anne, Nothing, app => ContinuityBench.SuspendAsync(app, Anne)),
        ["relief"] = new(Anne, StrikeOffAsync, RelieveAsync),
        ["departure"] = new(Anne, Nothing, LeaveAsync),
        ["retirement"] = new(Anne, Nothing, async app => await (await app.RegistrationsAsync()).RecordRetirementAsync(
            new RecordRetirementRequest { RequestId = RegistryApp.NewId(), Rpps = Anne, EffectiveOn = RegistryApp.Today.ToProto() })),
        ["entry after a departure"] = new(
            Anne, LeaveAsync, async app =>
            {
                var path = new ApplicationPath(app);
                await path.CompleteAsync(Anne, "cdom-62");
                await path.DecideAsync(accepted: true);
            }),
        ["merge, asked for the merged number"] = new(Jean, Nothing, async app => await app.MergeAsync()),
        ["merge, asked for the kept number"] = new(
            Anne, app => app.SanctionAsync(Jean, RestrictingSanction.BanFromFunctions, RegistryApp.Today), async app => await app.MergeAsync()),
        ["merge undone"] = new(Jean, async app => await app.MergeAsync(), UndoAsync),
    };

    private readonly ContinuityBench bench = new();

    public void Dispose() => bench.Dispose();

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task GetPhysician_FirstLookOfAnotherProcessAfterAChange_IsWhatTheStoreHolds(string change)
    {
        var (rpps, before, happens) = Cases[change];
        using var redis = await RedisServer.StartAsync();
        using var store = await TestStore.CreateAsync(SqlEngine.PostgreSql);
        // A long time-out, so that a slow machine does not make a process pause its use of Redis.
        await using var here = await bench.StartAsync(store, redis.Port, ("Cache:RedisTimeout", "00:00:30"));
        await using var there = await bench.StartAsync(store, redis.Port, ("Cache:RedisTimeout", "00:00:30"));
        await ContinuityBench.LinkedAsync(here);
        await ContinuityBench.LinkedAsync(there);
        await here.ImportAsync(File());
        await before(here);
        var old = await AskAsync(here, rpps);
        var shared = here.App.Host.Services.GetRequiredService<SharedCache>();
        Assert.NotNull(await shared.GetAsync(CacheSchema.Of(RegisterEntry.Descriptor), $"ordre:{RegisterEntry.Descriptor.FullName}:{rpps}"));

        await happens(here);

        var stored = await AskAsync(here, rpps, here.App.Clock.GetUtcNow());
        Assert.NotEqual(old, stored);
        Assert.Equal(stored, await AskAsync(there, rpps));
    }

    private static async Task<GetPhysicianResponse> AskAsync(RegistryApp app, string rpps, DateTimeOffset? knownAt = null) =>
        await (await app.PhysiciansAsync()).GetPhysicianAsync(new GetPhysicianRequest { Rpps = rpps, KnownAt = knownAt?.ToTimestamp() });

    private static RegisterFile File(string given = "ANNE") =>
        new RegisterFile().Line(given: given).Line(Jean, given: "ANNE LISE", postalCode: "13001", structure: "CLINIQUE ESSAI");

    private static Task Nothing(RegistryApp app) => Task.CompletedTask;

    private static async Task StrikeOffAsync(RegistryApp app) => await app.SanctionAsync(Anne, RestrictingSanction.Radiation, new DateOnly(2022, 6, 1));

    private static async Task RelieveAsync(RegistryApp app)
    {
        var relief = ReliefTests.Relief(await ReliefTests.RadiationAsync(app));
        relief.EffectiveOn = RegistryApp.Today.ToProto();
        await (await app.RestrictionsAsync()).RecordReliefAsync(relief);
    }

    private static async Task LeaveAsync(RegistryApp app) => await (await app.RegistrationsAsync()).RecordDepartureAsync(new RecordDepartureRequest
    {
        RequestId = RegistryApp.NewId(),
        Rpps = Anne,
        Ground = FactGround.Request,
        EffectiveOn = RegistryApp.Today.ToProto(),
    });

    private static async Task UndoAsync(RegistryApp app) =>
        await app.UndoAsync((await (await app.DuplicatesAsync()).ListMergesAsync(new ListMergesRequest())).Merges.Single());

    /// <param name="Before">Runs before the copy is made.</param>
    /// <param name="Change">The change that must supersede the copy.</param>
    private sealed record Case(string Rpps, Func<RegistryApp, Task> Before, Func<RegistryApp, Task> Change);
}
