using System.Text.Json.Nodes;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Registry.Fhir;
using OrdreCouncils.Tests.Testing;
using static OrdreCouncils.Tests.Registry.Duplicates.MergePath;

namespace OrdreCouncils.Tests.Registry.Duplicates;

public sealed class MergeFhirTests
{
    [Theory, Engines]
    public async Task Practitioner_Merged_IsGoneNamingTheKeptAndBackAfterUndo(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var client = new FhirClient(app);
        var before = await client.GetAsync($"/fhir/Practitioner/{Merged}");

        var merge = await app.MergeAsync();

        foreach (var identity in new[] { "cnam", "medecin-" + Merged })
            Assert.Contains($"Practitioner/{Kept}", await client.RefusedAsync($"/fhir/Practitioner/{Merged}", 410, identity), StringComparison.Ordinal);
        using (var gone = await client.SendAsync($"/fhir/Practitioner/{Merged}"))
            Assert.Equal("deleted", (string?)JsonNode.Parse(await gone.Content.ReadAsStringAsync())!["issue"]![0]!["code"]);
        Assert.True((bool)(await client.GetAsync($"/fhir/Practitioner/{Kept}"))["active"]!);

        await app.UndoAsync(merge);

        var after = await client.GetAsync($"/fhir/Practitioner/{Merged}");
        Assert.Equal(before["name"]!.ToJsonString(), after["name"]!.ToJsonString());
        Assert.True((bool)after["active"]!);
        Assert.NotEqual((string?)before["meta"]!["versionId"], (string?)after["meta"]!["versionId"]);
    }

    [Theory, Engines]
    public async Task Searches_ShowTheMergedOneInactiveAndBare(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var client = new FhirClient(app);
        var delta = await DeltaAsync(app);
        var merge = await app.MergeAsync();

        var practitioners = await client.AllAsync("/fhir/Practitioner" + delta);
        var roles = await client.AllAsync("/fhir/PractitionerRole" + delta);

        Assert.Equal([(Kept, true), (Merged, false)], practitioners.Select(one => ((string)one["id"]!, (bool)one["active"]!)));
        Assert.Equal(["resourceType", "id", "meta", "language", "identifier", "active"], practitioners[1].AsObject().Select(pair => pair.Key));
        Assert.Equal([(Kept, true), (Merged, false)], roles.Select(one => (((string)one["id"]!)[..11], (bool)one["active"]!)));
        Assert.Equal([Merged], await client.IdsAsync("/fhir/Practitioner?active=false"));
        Assert.Equal([Kept], await client.IdsAsync("/fhir/Practitioner?active=true"));
        Assert.Equal([Merged], (await client.IdsAsync("/fhir/PractitionerRole?active=false")).Select(id => id[..11]));
        Assert.Equal(1, (int)(await client.GetAsync("/fhir/Practitioner?active=true&family=essai&_total=accurate&_count=1"))["total"]!);

        delta = await DeltaAsync(app);
        await app.UndoAsync(merge);

        Assert.Equal([(Kept, true), (Merged, true)], (await client.AllAsync("/fhir/Practitioner" + delta)).Select(one => ((string)one["id"]!, (bool)one["active"]!)));
        Assert.Equal(
            [(Kept, true), (Merged, true)],
            (await client.AllAsync("/fhir/PractitionerRole" + delta)).Select(one => (((string)one["id"]!)[..11], (bool)one["active"]!)));
        Assert.Empty(await client.IdsAsync("/fhir/Practitioner?active=false"));
    }

    [Theory, Engines]
    public async Task Kept_WithARadiationOfTheMergedNumber_IsInactiveUntilUndone(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var client = new FhirClient(app);
        await app.SanctionAsync(Merged, RestrictingSanction.Radiation, Today.AddDays(2));
        var merge = await app.MergeAsync();
        Assert.Equal([Kept], await client.IdsAsync("/fhir/Practitioner?active=true"));
        var delta = await DeltaAsync(app);

        // The restriction begins on this day without a write.
        app.GoTo(Today.AddDays(2));
        Assert.Equal([Kept, Merged], await client.IdsAsync("/fhir/Practitioner?active=false"));
        Assert.Contains(Kept, await client.IdsAsync("/fhir/Practitioner" + delta));
        Assert.Equal("struck-off", (string?)(await client.GetAsync($"/fhir/Practitioner/{Kept}"))["extension"]![0]!["extension"]![0]!["valueCode"]);

        delta = await DeltaAsync(app);
        await app.UndoAsync(merge);
        Assert.Equal([Merged], await client.IdsAsync("/fhir/Practitioner?active=false"));
        Assert.Contains((Kept, true), (await client.AllAsync("/fhir/PractitionerRole" + delta)).Select(one => (((string)one["id"]!)[..11], (bool)one["active"]!)));
    }

    [Theory, Engines]
    public async Task Pages_BegunBeforeTheMerge_ShowTheRegisterAsItWas(SqlEngine engine)
    {
        await using var app = await MergePath.StartAsync(engine);
        var client = new FhirClient(app);

        var shown = await client.AllAsync("/fhir/Practitioner?active=true&_count=1", async page =>
        {
            if (page == 1)
                await app.MergeAsync();
        });

        Assert.Equal([(Kept, true), (Merged, true)], shown.Select(one => ((string)one["id"]!, (bool)one["active"]!)));
    }

    /// <summary>Query for changes from now on. The clock first moves on, so that earlier changes are before the whole second of the query.</summary>
    private static Task<string> DeltaAsync(RegistryApp app)
    {
        app.App.Clock.Advance(TimeSpan.FromSeconds(2));
        return Task.FromResult($"?_lastUpdated=ge{app.App.Clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}");
    }
}
