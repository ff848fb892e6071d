using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>Names so rare that the search goes from the matching names to their holders. The register has 260 physicians.</summary>
public sealed class NarrowNamesTests
{
    private const string Path = "/fhir/Practitioner?family:contains=ai-q&_count=4";
    private const int ToQ = 121;
    private const int FromQ = 120;

    private static readonly int[] Q = [.. Enumerable.Range(0, 10).Select(turn => 16 + (26 * turn))];

    [Theory, Engines]
    public async Task Search_NarrowName_FindsThoseOfThatName(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var client = await StartAsync(store);

        Assert.Equal(Numbers(Q), await client.IdsAsync(Path));
        Assert.Equal(10, (int)(await client.GetAsync(Path + "&_total=accurate"))["total"]!);
    }

    [Theory, Engines]
    public async Task Search_SomeRenamedSince_FindsThoseOfThatNameNow(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var client = await StartAsync(store);
        await client.IdsAsync(Path);

        await client.App.ImportAsync(Renamed());

        Assert.Equal(Numbers([.. Q.Except([FromQ]).Append(ToQ).Order()]), await client.IdsAsync(Path));
        Assert.Equal(10, (int)(await client.GetAsync(Path + "&_total=accurate"))["total"]!);
    }

    [Theory, Engines]
    public async Task Walk_SomeRenamedMeanwhile_GoesOnAsItBegan(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var client = await StartAsync(store);

        var first = await client.GetAsync(Path);
        await client.App.ImportAsync(Renamed());
        // This replica builds its index after the change, so its index has only the new names.
        await using (var later = new FhirClient(await RegistryApp.StartAsync(store)))
        {
            foreach (var replica in new[] { client, later })
                Assert.Equal(Numbers(Q[4..]), await replica.IdsAsync(new Uri(FhirClient.Link(first, "next")!).PathAndQuery));
        }
    }

    [Theory, Engines]
    public async Task Search_NameThatBothNamesOfSomebodyHave_FindsThemOnce(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var client = await StartAsync(store);
        const string Names = "/fhir/Practitioner?name:contains=uenti&_total=accurate";

        var found = await client.GetAsync(Names);

        Assert.Equal(Numbers(3, 4, 5), FhirClient.Entries(found, "match").Select(person => (string)person["id"]!));
        Assert.Equal(3, (int)found["total"]!);
    }

    private static async Task<FhirClient> StartAsync(TestStore store)
    {
        var client = new FhirClient(await RegistryApp.StartAsync(store));
        var file = new RegisterFile();
        foreach (var number in Enumerable.Range(0, 260))
            file.Line(NumberedFile.Rpps(number), family: number is 3 or 4 ? "QUENTIN" : Name(number), given: number is 4 or 5 ? "QUENTINE" : "ANNE");
        await client.App.ImportAsync(file);
        return client;
    }

    private static RegisterFile Renamed() => new RegisterFile()
        .Line(NumberedFile.Rpps(FromQ), family: Name(FromQ + 1))
        .Line(NumberedFile.Rpps(ToQ), family: Name(FromQ));

    private static string Name(int number) => $"ESSAI {(char)('A' + (number % 26))}";

    private static IEnumerable<string> Numbers(params int[] numbers) => numbers.Select(NumberedFile.Rpps);
}
