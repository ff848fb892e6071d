using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.WatchLists;

public sealed class WatchListTests
{
    [Theory, Engines]
    public async Task List_AddedRemovedReplaced_HoldsWhatItShould(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var client = await app.WatchListsAsync();

        var added = await client.AddWatchedPhysiciansAsync(Add(0..50));
        var again = await client.AddWatchedPhysiciansAsync(Add(40..60));
        var removed = await client.RemoveWatchedPhysiciansAsync(new RemoveWatchedPhysiciansRequest { RequestId = RegistryApp.NewId(), Rpps = { Numbers(0..5), Numbers(90..95) } });
        var replaced = await client.ReplaceWatchedPhysiciansAsync(new ReplaceWatchedPhysiciansRequest { RequestId = RegistryApp.NewId(), Rpps = { Numbers(30..70) } });

        Assert.Equal((50, 50), (added.Added, added.Total));
        Assert.Equal((10, 60), (again.Added, again.Total));
        Assert.Equal((5, 55), (removed.Removed, removed.Total));
        Assert.Equal((10, 25, 40), (replaced.Added, replaced.Removed, replaced.Total));
        Assert.Equal(Numbers(30..70).Order(), await ListAsync(app, "cnam", 7));
        Assert.Equal(40, await app.CountAsync("shown_physicians"));
        Assert.Equal(4, await app.CountAsync("audit_entries where kind = 'registry.watch_list.changed'"));
        await client.ReplaceWatchedPhysiciansAsync(new ReplaceWatchedPhysiciansRequest { RequestId = RegistryApp.NewId() });
        Assert.Empty(await ListAsync(app, "cnam", 7));
        Assert.Equal(0, await app.CountAsync("shown_physicians"));
    }

    [Theory, Engines]
    public async Task List_OfAnotherPartner_IsInvisible(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await (await app.WatchListsAsync("cnam")).AddWatchedPhysiciansAsync(Add(0..10));
        var other = await app.WatchListsAsync("assureur");
        await other.AddWatchedPhysiciansAsync(Add(8..12));

        Assert.Equal(Numbers(8..12).Order(), await ListAsync(app, "assureur", 100));
        Assert.Equal(2, (await other.RemoveWatchedPhysiciansAsync(new RemoveWatchedPhysiciansRequest { RequestId = RegistryApp.NewId(), Rpps = { Numbers(0..10) } })).Removed);
        Assert.Equal(Numbers(0..10).Order(), await ListAsync(app, "cnam", 100));
        Assert.Equal(Numbers(10..12).Order(), await ListAsync(app, "assureur", 100));
    }

    [Theory, Engines]
    public async Task Changes_Repeated_GetTheFirstAnswer(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var client = await app.WatchListsAsync();
        var request = Add(0..3);
        var first = await client.AddWatchedPhysiciansAsync(request);
        await client.AddWatchedPhysiciansAsync(Add(3..5));

        Assert.Equal(first, await client.AddWatchedPhysiciansAsync(request));
        var other = new AddWatchedPhysiciansRequest(request) { Rpps = { NumberedFile.Rpps(9) } };
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, client.AddWatchedPhysiciansAsync(other));
        Assert.Equal(5, (await ListAsync(app, "cnam", 10)).Count);
    }

    [Theory, Engines]
    public async Task Changes_BadNumbers_AreNamedAndNothingIsWritten(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var client = await app.WatchListsAsync();
        var bad = new AddWatchedPhysiciansRequest { RequestId = "x", Rpps = { NumberedFile.Rpps(1), "10123456789", NumberedFile.Rpps(2), "\0" } };

        await Faults.InvalidAsync(client.AddWatchedPhysiciansAsync(bad), "request_id", "rpps[1]", "rpps[3]");
        await Faults.InvalidAsync(client.AddWatchedPhysiciansAsync(new AddWatchedPhysiciansRequest { RequestId = RegistryApp.NewId() }), "rpps");
        await Faults.InvalidAsync(client.RemoveWatchedPhysiciansAsync(new RemoveWatchedPhysiciansRequest { RequestId = RegistryApp.NewId(), Rpps = { "1" } }), "rpps[0]");
        await Faults.InvalidAsync(client.ReplaceWatchedPhysiciansAsync(new ReplaceWatchedPhysiciansRequest { Rpps = { "1" } }), "request_id", "rpps[0]");
        await Faults.InvalidAsync(client.ListWatchedPhysiciansAsync(new ListWatchedPhysiciansRequest { PageSize = 1001, PageToken = "?" }), "page_size", "page_token");
        Assert.Equal(0, await app.CountAsync("watched_physicians"));
        Assert.Equal(0, await app.CountAsync("requests"));
    }

    [Theory, Engines]
    public async Task Add_BeyondTenThousand_IsRefusedWhole(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var client = await app.WatchListsAsync();
        Assert.Equal(10_000, (await client.AddWatchedPhysiciansAsync(Add(0..10_000))).Total);

        await Faults.ReasonAsync(StatusCode.FailedPrecondition, "WATCH_LIST_FULL", client.AddWatchedPhysiciansAsync(Add(9_999..10_001)));
        await Faults.InvalidAsync(client.AddWatchedPhysiciansAsync(Add(0..10_001)), "rpps");

        Assert.Equal(10_000, await app.CountAsync("watched_physicians"));
        Assert.Equal(10_000, await app.CountAsync("shown_physicians"));
    }

    [Fact]
    public async Task Calls_WithoutAPartner_AreRefused()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        foreach (var identity in new[] { "cnom-registre", "cdom-75", "medecin-10123456781", "svc-discipline" })
        {
            var client = await app.WatchListsAsync(identity);
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.AddWatchedPhysiciansAsync(new AddWatchedPhysiciansRequest()));
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.RemoveWatchedPhysiciansAsync(new RemoveWatchedPhysiciansRequest()));
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.ReplaceWatchedPhysiciansAsync(new ReplaceWatchedPhysiciansRequest()));
            await Faults.FailsAsync(StatusCode.PermissionDenied, client.ListWatchedPhysiciansAsync(new ListWatchedPhysiciansRequest()));
        }
    }

    internal static IEnumerable<string> Numbers(Range range) => Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value).Select(NumberedFile.Rpps);

    internal static AddWatchedPhysiciansRequest Add(Range range) => new() { RequestId = RegistryApp.NewId(), Rpps = { Numbers(range) } };

    private static async Task<List<string>> ListAsync(RegistryApp app, string identity, int pageSize)
    {
        var client = await app.WatchListsAsync(identity);
        var (all, token) = (new List<string>(), "");
        do
        {
            var page = await client.ListWatchedPhysiciansAsync(new ListWatchedPhysiciansRequest { PageSize = pageSize, PageToken = token });
            all.AddRange(page.Physicians.Select(physician => physician.Rpps));
            token = page.NextPageToken;
            Assert.Equal(page.Total > all.Count, token.Length > 0);
        }
        while (token.Length > 0);
        return all;
    }
}
