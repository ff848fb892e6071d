using OrdreCouncils.Development.Invented;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>A FHIR search by one number alone is answered from the cache of look-ups, and must equal a search in the store.</summary>
public sealed class CurrentPersonTests
{
    [Theory, Engines]
    public async Task ByNumber_Anybody_IsAsTheStoreHasThem(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine);
        await client.App.ImportAsync((await InventedRegister.BytesAsync(new InventedFile { Physicians = 60 })).Bytes);
        client.App.App.Clock.Advance(TimeSpan.FromDays(2));
        // The second file ends qualifications and begins others.
        var changed = new RegisterFile();
        foreach (var number in Enumerable.Range(0, 6))
            changed.Line(InventedRegister.Rpps(1, number), specialty: "SM41").Line(InventedRegister.Rpps(1, number), specialty: "SM02");
        await client.App.ImportAsync(changed);
        await client.App.SanctionAsync(InventedRegister.Rpps(1, 3), RestrictingSanction.BanFromPractice, RegistryApp.Today, RegistryApp.Today.AddDays(3));
        await client.App.SanctionAsync(InventedRegister.Rpps(1, 4), RestrictingSanction.Radiation, RegistryApp.Today.AddDays(1));
        client.App.App.Clock.Advance(TimeSpan.FromDays(2));
        var numbers = await client.IdsAsync("/fhir/Practitioner?_count=200");
        Assert.Equal(60, numbers.Count);
        Assert.Contains("\"end\"", await OneAsync(client, $"identifier={InventedRegister.Rpps(1, 2)}"));

        foreach (var rpps in numbers)
        {
            var stored = await OneAsync(client, $"identifier={rpps}&active=true,false");
            Assert.Equal(stored, await OneAsync(client, $"identifier={rpps}"));
            Assert.Equal(stored, await OneAsync(client, $"_id={rpps}"));
            Assert.Equal(stored, (await client.GetAsync($"/fhir/Practitioner/{rpps}")).ToJsonString());
        }
    }

    [Theory, Engines]
    public async Task ByNumber_JustChanged_IsAsItIsNow(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine);
        await client.App.ImportAsync(NumberedFile.Of(2));
        var path = $"/fhir/Practitioner?identifier={NumberedFile.Rpps(1)}";
        Assert.True((bool)FhirClient.Entries(await client.GetAsync(path), "match").Single()["active"]!);

        await client.App.SanctionAsync(NumberedFile.Rpps(1), RestrictingSanction.Radiation, RegistryApp.Today);

        Assert.False((bool)FhirClient.Entries(await client.GetAsync(path), "match").Single()["active"]!);
        Assert.False((bool)(await client.GetAsync($"/fhir/Practitioner/{NumberedFile.Rpps(1)}"))["active"]!);
    }

    [Fact]
    public async Task ByNumber_Nobodys_IsAnEmptyBundle()
    {
        await using var client = await FhirClient.StartAsync(SqlEngine.Sqlite);
        await client.App.ImportAsync(NumberedFile.Of(2));

        Assert.Equal(0, (int)(await client.GetAsync($"/fhir/Practitioner?identifier={NumberedFile.Rpps(9)}"))["total"]!);
    }

    private static async Task<string> OneAsync(FhirClient client, string query) =>
        FhirClient.Entries(await client.GetAsync("/fhir/Practitioner?" + query), "match").Single().ToJsonString();
}
