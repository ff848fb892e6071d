using Grpc.Core;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Feed;

public sealed class ListChangesTests
{
    [Theory, Engines]
    public async Task ListChanges_PageByPage_GivesTheWholeRegisterOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(53));
        await app.SanctionAsync(NumberedFile.Rpps(7), RestrictingSanction.Radiation, RegistryApp.Today);

        var (changes, since) = await AllAsync(app, "", 10);

        Assert.Equal(NumberedFile.AllRpps(53).Order(), changes.Select(change => change.Rpps).Order());
        Assert.Equal(changes.Select(change => change.Revision).Order(), changes.Select(change => change.Revision));
        Assert.Equal((NumberedFile.Rpps(7), RegistrationStatus.StruckOff), (changes[^1].Rpps, changes[^1].Registration.Status));
        var shown = await (await app.PhysiciansAsync()).GetPhysicianAsync(new GetPhysicianRequest { Rpps = NumberedFile.Rpps(3) });
        var listed = changes.Single(change => change.Rpps == NumberedFile.Rpps(3));
        Assert.Equal((shown.Physician, shown.Registration), (listed.Physician, listed.Registration));
        Assert.Empty((await AllAsync(app, since, 10)).Changes);
    }

    [Theory, Engines]
    public async Task ListChanges_SinceAToken_GivesThoseChangedSince(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(20));
        var (_, since) = await AllAsync(app, "", 7);

        await app.SanctionAsync(NumberedFile.Rpps(9), RestrictingSanction.BanFromFunctions, RegistryApp.Today);
        await app.SanctionAsync(NumberedFile.Rpps(4), RestrictingSanction.Radiation, RegistryApp.Today);
        await app.SanctionAsync(NumberedFile.Rpps(9), RestrictingSanction.Radiation, RegistryApp.Today);

        var (changes, _) = await AllAsync(app, since, 1);
        Assert.Equal([NumberedFile.Rpps(4), NumberedFile.Rpps(9)], changes.Select(change => change.Rpps));
        Assert.Equal(2, changes[1].Registration.Restrictions.Count);
        Assert.All(changes, change => Assert.Equal(app.App.Clock.GetUtcNow(), change.ChangedAt.ToDateTimeOffset()));
    }

    [Theory, Engines]
    public async Task ListChanges_TokenOfAStoppedServer_StillHolds(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        string since;
        await using (var app = await RegistryApp.StartAsync(store))
        {
            await app.ImportAsync(NumberedFile.Of(5));
            (_, since) = await AllAsync(app, "", 100);
            await app.SanctionAsync(NumberedFile.Rpps(2), RestrictingSanction.Radiation, RegistryApp.Today);
        }

        await using var again = await RegistryApp.StartAsync(store);
        Assert.Equal(NumberedFile.Rpps(2), (await AllAsync(again, since, 100)).Changes.Single().Rpps);
    }

    [Theory, Engines]
    public async Task ListChanges_BadRequest_NamesTheField(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var client = await app.ChangesAsync();

        await Faults.InvalidAsync(client.ListChangesAsync(new ListChangesRequest { SinceToken = "nonsense", PageSize = 1001 }), "since_token", "page_size");
        await Faults.InvalidAsync(client.ListChangesAsync(new ListChangesRequest { PageToken = new string('A', 32) }), "page_token");
        await Faults.InvalidAsync(client.ListChangesAsync(new ListChangesRequest { PageSize = -1 }), "page_size");
        foreach (var identity in new[] { "cdom-75", "medecin-10123456781", "cnom-discipline" })
            await Faults.FailsAsync(StatusCode.PermissionDenied, (await app.ChangesAsync(identity)).ListChangesAsync(new ListChangesRequest()));
    }

    internal static async Task<(List<PhysicianChange> Changes, string Since)> AllAsync(RegistryApp app, string since, int pageSize)
    {
        var client = await app.ChangesAsync();
        var changes = new List<PhysicianChange>();
        var request = new ListChangesRequest { SinceToken = since, PageSize = pageSize };
        while (true)
        {
            var page = await client.ListChangesAsync(request);
            changes.AddRange(page.Changes);
            if (page.NextPageToken.Length == 0)
                return (changes, page.NextSinceToken);
            Assert.Equal(pageSize, page.Changes.Count);
            request.PageToken = page.NextPageToken;
        }
    }
}
