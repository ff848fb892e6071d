using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Feed;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Feed;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Duplicates.MergePath;

namespace OrdreCouncils.Tests.Registry.Duplicates;

/// <summary>Feed, watch lists and attestations show a merge, and show later changes under both numbers while it lasts.</summary>
public sealed class MergeNewsTests
{
    [Theory, Engines]
    public async Task Feed_MergeBanAndUndo_AreChangesOfBothAtOneRevision(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var since = (await ListChangesTests.AllAsync(app, "", 100)).Since;

        var merge = await app.MergeAsync();
        (var merged, since) = await ListChangesTests.AllAsync(app, since, 100);
        await app.SanctionAsync(Merged, RestrictingSanction.BanFromPractice, Today, Today.AddDays(9));
        (var banned, since) = await ListChangesTests.AllAsync(app, since, 100);
        await app.ImportAsync(new RegisterFile().Line(Kept, structure: "AUTRE CABINET"));
        (var moved, since) = await ListChangesTests.AllAsync(app, since, 100);
        await app.UndoAsync(merge);
        var (undone, _) = await ListChangesTests.AllAsync(app, since, 100);

        foreach (var changes in new[] { merged, banned, moved, undone })
        {
            Assert.Equal([Kept, Merged], changes.Select(change => change.Rpps));
            Assert.Single(changes.Select(change => change.Revision).Distinct());
        }

        Assert.All(new[] { merged, banned, moved }, changes => Assert.Equal(["", Kept], changes.Select(change => change.MergedInto)));
        Assert.All(merged.Concat(banned), change => Assert.Equal(Kept, change.Physician.Rpps));
        Assert.All(banned, change => Assert.False(change.Registration.MayPractise));
        Assert.All(moved, change => Assert.Contains(change.Physician.Activities, activity => activity.Structure == "AUTRE CABINET"));
        Assert.Equal(
            [(Kept, "", true), (Merged, "", false)],
            undone.Select(change => (change.Physician.Rpps, change.MergedInto, change.Registration.MayPractise)));
    }

    [Theory, Engines]
    public async Task DayTurn_BanOfTheMergedNumberBegins_IsAChangeOfBoth(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var turn = app.App.Host.Services.GetRequiredService<DayTurn>();
        await turn.RunOnceAsync(default);
        await app.SanctionAsync(Merged, RestrictingSanction.BanFromPractice, Today.AddDays(1), Today.AddDays(9));
        await app.MergeAsync();
        var (_, since) = await ListChangesTests.AllAsync(app, "", 100);

        app.GoTo(Today.AddDays(1));
        await turn.RunOnceAsync(default);

        var (changes, _) = await ListChangesTests.AllAsync(app, since, 100);
        Assert.Equal([(Kept, false), (Merged, false)], changes.Select(change => (change.Rpps, change.Registration.MayPractise)));
    }

    [Theory, Engines]
    public async Task WatchList_OfTheMergedNumber_ReportsChangesOfTheKept(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        await (await app.WatchListsAsync()).AddWatchedPhysiciansAsync(new AddWatchedPhysiciansRequest { RequestId = RegistryApp.NewId(), Rpps = { Merged } });
        using var stream = await app.WatchListAsync();
        Assert.Null(await stream.NextAsync());

        var merge = await app.MergeAsync();
        var merged = await stream.ChangeAsync();
        await app.SanctionAsync(Kept, RestrictingSanction.BanFromPractice, Today, Today.AddDays(9));
        var banned = await stream.ChangeAsync();
        await app.UndoAsync(merge);
        var undone = await stream.ChangeAsync();

        Assert.Equal((Merged, Kept, Kept, true), (merged.Rpps, merged.MergedInto, merged.Physician.Rpps, merged.Registration.MayPractise));
        Assert.Equal((Merged, Kept, false), (banned.Rpps, banned.MergedInto, banned.Registration.MayPractise));
        Assert.Equal((Merged, "", Merged, true), (undone.Rpps, undone.MergedInto, undone.Physician.Rpps, undone.Registration.MayPractise));
    }

    [Theory, Engines]
    public async Task Attestation_OfTheMergedNumber_IsInvalidUntilUndone(SqlEngine engine)
    {
        using var key = new SigningKeyFile();
        await using var app = await MergePath.StartAsync(engine, ("Attestations:KeyFiles:0", key.Path), ("Attestations:Address", "https://www.exemple.fr"));
        var client = await app.App.ClientAsync<AttestationsService.AttestationsServiceClient>("cnom-registre");
        var code = (await client.IssueAttestationAsync(new IssueAttestationRequest { RequestId = RegistryApp.NewId(), Rpps = Merged })).Attestation.Code;

        Assert.Equal(AttestationState.Valid, await StateAsync());
        var merge = await app.MergeAsync();
        Assert.Equal(AttestationState.Overtaken, await StateAsync());
        using var page = await app.App.Http.GetAsync(new Uri($"/attestations/{code}", UriKind.Relative));
        Assert.DoesNotContain("Valable :", System.Net.WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        await app.UndoAsync(merge);
        Assert.Equal(AttestationState.Valid, await StateAsync());

        async Task<AttestationState> StateAsync() => (await client.GetAttestationAsync(new GetAttestationRequest { Code = code })).Attestation.State;
    }
}
