using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Feed;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>A walk over pages shows the register as of its beginning, in spite of later writes, on every replica.</summary>
public sealed class PagingTests
{
    [Theory]
    [Engines("Practitioner", "")]
    [Engines("Practitioner", "family:contains=a")]
    [Engines("Practitioner", "qualification-code=SM53")]
    [Engines("Practitioner", "active=true")]
    [Engines("Practitioner", "_lastUpdated=le2026-03-15T09:00:00Z")]
    [Engines("PractitionerRole", "")]
    [Engines("PractitionerRole", "role=L")]
    [Engines("PractitionerRole", "_lastUpdated=ge2026-03-15")]
    [Engines("Organization", "")]
    [Engines("Organization", "_lastUpdated=ge2026-03-15")]
    public async Task Walk_WhileFilesAreImported_ShowsEverythingAsItWasAtItsBeginning(SqlEngine engine, string type, string query)
    {
        await using var client = await FhirClient.StartAsync(engine);
        var file = (await InventedRegister.BytesAsync(new InventedFile { Physicians = 300 })).Bytes;
        await client.App.ImportAsync(file);
        client.App.App.Clock.Advance(TimeSpan.FromMinutes(5));
        var path = $"/fhir/{type}?{query}&_count=20";
        var before = await client.AllAsync(path);
        Assert.True(before.Count > 60, $"{before.Count} found");

        var during = await client.AllAsync(path, async page =>
        {
            client.App.App.Clock.Advance(TimeSpan.FromMinutes(5));
            if (page == 1)
                await client.App.ImportAsync(Changed(file));
            else if (page == 2)
                await client.App.ImportAsync((await InventedRegister.BytesAsync(new InventedFile { Physicians = 300, First = 150 })).Bytes);
            else if (page == 3)
                await client.App.SanctionAsync(InventedRegister.Rpps(1, 40), RestrictingSanction.Radiation, RegistryApp.Today);
        });

        Assert.Equal(before.Select(Text), during.Select(Text));
        Assert.NotEqual(before.Select(Text), (await client.AllAsync(path)).Select(Text));
    }

    [Theory, Engines]
    public async Task NextLink_OnAnotherReplicaAndMuchLater_IsGood(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var first = await ServiceApp.StartAsync(OrdreCouncils.Registry.RegistryHost.Build, store, settings: RegistryApp.Settings);
        await using var second = await ServiceApp.StartAsync(OrdreCouncils.Registry.RegistryHost.Build, store, settings: RegistryApp.Settings);
        first.Clock.Freeze(new DateTimeOffset(2026, 3, 15, 9, 0, 0, TimeSpan.Zero));
        second.Clock.Freeze(new DateTimeOffset(2026, 9, 15, 9, 0, 0, TimeSpan.Zero));
        await RegistryApp.On(first).ImportAsync((await InventedRegister.BytesAsync(new InventedFile { Physicians = 40 })).Bytes);
        var here = new FhirClient(RegistryApp.On(first));
        var there = new FhirClient(RegistryApp.On(second));

        var whole = await here.GetAsync("/fhir/Practitioner?family:contains=e&_count=200");
        var page = await here.GetAsync("/fhir/Practitioner?family:contains=e&_count=5");
        var next = await there.GetAsync(new Uri(FhirClient.Link(page, "next")!).PathAndQuery);

        Assert.Equal(
            FhirClient.Entries(whole, "match").Skip(5).Take(5).Select(Text), FhirClient.Entries(next, "match").Select(Text));
        Assert.Null(page["total"]);
        Assert.NotNull(whole["total"]);
    }

    [Theory, Engines]
    public async Task Delta_SinceTheLastOne_BringsWhatChangedAndWhatTheCalendarChanged(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine, new RegisterFile().Line().Line(RegisterFile.Jean, "AUTRE", "JEAN"));
        client.App.App.Clock.AdvanceTo(new DateTimeOffset(2026, 3, 16, 9, 0, 0, TimeSpan.Zero));
        await client.App.ImportAsync(new RegisterFile().Line(specialty: "SM04").Line(RegisterFile.Jean, "AUTRE", "JEAN"));
        var changed = Assert.Single(await client.AllAsync("/fhir/Practitioner?_lastUpdated=gt2026-03-15"));
        Assert.Equal(RegisterFile.Anne, (string?)changed["id"]);
        // The file makes two versions: one for the added qualification, one for the ended qualification.
        Assert.Equal("3.s2", (string?)changed["meta"]!["versionId"]);
        Assert.Empty(await client.IdsAsync("/fhir/PractitionerRole?_lastUpdated=gt2026-03-15"));

        // A radiation recorded now takes effect in April; the delta of April shows it without a write on that day. The day-turn work would write a revision.
        await client.App.App.Host.Services.GetRequiredService<DayTurn>().StopAsync(default);
        await client.App.SanctionAsync(RegisterFile.Jean, RestrictingSanction.Radiation, new DateOnly(2026, 4, 1));
        Assert.True((bool)(await client.GetAsync($"/fhir/Practitioner/{RegisterFile.Jean}"))["active"]!);
        client.App.App.Clock.AdvanceTo(new DateTimeOffset(2026, 4, 2, 9, 0, 0, TimeSpan.Zero));
        var gone = Assert.Single(await client.AllAsync("/fhir/Practitioner?_lastUpdated=gt2026-03-20"));
        Assert.Equal((RegisterFile.Jean, "2-20260401.s2", "2026-03-31T22:00:00Z", false), (
            (string)gone["id"]!, (string)gone["meta"]!["versionId"]!, (string)gone["meta"]!["lastUpdated"]!, (bool)gone["active"]!));
        Assert.False((bool)Assert.Single(await client.AllAsync("/fhir/PractitionerRole?_lastUpdated=gt2026-03-20"))["active"]!);
    }

    [Theory]
    [InlineData("/fhir/Practitioner?_page=x")]
    [InlineData("/fhir/Practitioner?_page=")]
    [InlineData("/fhir/Practitioner?_page=MQo5OTk5CjEKCg")]
    [InlineData("/fhir/Practitioner?_page=MQowCjEKCg&family=x")]
    public async Task NextLink_ThatIsNone_IsRefusedByName(string path)
    {
        await using var client = await FhirClient.StartAsync(SqlEngine.Sqlite);

        Assert.Contains("_page", await client.RefusedAsync(path, 400), StringComparison.Ordinal);
    }

    // All physicians are renamed, and every third line has another structure and another specialty.
    private static byte[] Changed(byte[] file)
    {
        var lines = System.Text.Encoding.UTF8.GetString(file).Split('\n');
        var header = lines[0].Split('|');
        var (name, structure, code, mode) = (
            Array.IndexOf(header, "Nom d'exercice"), Array.IndexOf(header, "Raison sociale site"), Array.IndexOf(header, "Code savoir-faire"), Array.IndexOf(header, "Code mode exercice"));
        return System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines.Select((line, n) =>
        {
            var cells = line.Split('|');
            if (n == 0 || cells.Length < header.Length)
                return line;
            cells[name] = "BIS " + cells[name].ToUpperInvariant().Replace('A', 'O').Replace('E', 'O');
            if (n % 3 == 0)
                (cells[structure], cells[code], cells[mode]) = (cells[structure] + " BIS", "SM04", "B");
            return string.Join('|', cells);
        })));
    }

    private static string Text(JsonNode resource) => resource.ToJsonString();
}
