using System.Text.Json.Nodes;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>Searches with random criteria, chains and <c>_has</c>, whose values come from resources that are shown, against <see cref="SearchOracle"/>.</summary>
public sealed class SearchOracleTests
{
    private static readonly string[] OfPersons = ["family", "given", "name", "identifier", "qualification-code"];
    private static readonly string[] OfStructures = ["identifier", "name", "address-city", "address-postalcode"];
    private static readonly string[] OfStructure = ["organization", .. OfStructures.Select(name => "organization." + name), "role"];

    private static readonly Dictionary<string, string[]> Parameters = new()
    {
        ["Practitioner"] = ["_id", .. OfPersons, .. OfStructure.Select(name => "_has:PractitionerRole:practitioner:" + name)],
        ["PractitionerRole"] = ["_id", "practitioner", "specialty", .. OfPersons.Select(name => "practitioner." + name), .. OfStructure],
        ["Organization"] = ["_id", .. OfStructures, "_has:PractitionerRole:organization:practitioner", "_has:PractitionerRole:organization:practitioner.identifier"],
    };

    [Theory, Engines(1), Engines(2), Engines(3)]
    public async Task Search_RandomCriteria_FindsWhatTheOracleFinds(SqlEngine engine, int seed)
    {
        await using var client = await FhirClient.StartAsync(engine);
        await client.App.ImportAsync((await InventedRegister.BytesAsync(new InventedFile { Physicians = 120, Seed = seed })).Bytes);
        await client.App.SanctionAsync(InventedRegister.Rpps(seed, 5), RestrictingSanction.Radiation, RegistryApp.Today);
        var oracle = new SearchOracle(
            await client.AllAsync("/fhir/Practitioner?_count=200"), await client.AllAsync("/fhir/PractitionerRole?_count=200"), await client.AllAsync("/fhir/Organization?_count=200"));
        var random = new Random(seed);
        var found = 0;
        for (var i = 0; i < 90; i++)
        {
            var type = random.GetItems(Parameters.Keys.ToArray(), 1)[0];
            // Criteria of one resource, so that they are often met together. Roles off the register are found by references that they do not show.
            var shown = random.GetItems([.. oracle.All(type).Where(one => (bool)one["active"]!)], 1)[0];
            var criteria = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Criterion(random, oracle, shown, type)).OfType<(string Name, string Value)>()
                .Append((Name: "active", Value: "true")).ToList();
            var query = string.Join('&', criteria.Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value)}"));

            var expected = oracle.Ids(type, criteria);

            Assert.Equal($"{type}?{query} {string.Join(' ', expected)}", $"{type}?{query} {string.Join(' ', await client.IdsAsync($"/fhir/{type}?{query}&_count={random.Next(1, 60)}"))}");
            Assert.Equal($"{type}?{query} {expected.Count}", $"{type}?{query} {(await client.GetAsync($"/fhir/{type}?{query}&_count=0"))["total"]}");
            found += expected.Count > 0 ? 1 : 0;
        }

        Assert.InRange(found, 60, 90);
    }

    /// <summary>A criterion whose value is one that the resource, or a resource that it leads to, shows; null when it shows none.</summary>
    private static (string Name, string Value)? Criterion(Random random, SearchOracle oracle, JsonNode resource, string type)
    {
        var name = random.GetItems(Parameters[type], 1)[0];
        var target = (type, name.Split(':', '.')) switch
        {
            ("Practitioner", ["_has", ..]) => Reached(oracle, Role(oracle, resource, "practitioner"), name["_has:PractitionerRole:practitioner:".Length..]),
            ("Organization", ["_has", ..]) => Reached(oracle, Role(oracle, resource, "organization"), name["_has:PractitionerRole:organization:".Length..]),
            ("PractitionerRole", _) => Reached(oracle, resource, name == "specialty" ? "practitioner.specialty" : name),
            _ => resource,
        };
        if (target is null || Value(random, target, name.Split(':', '.')[^1]) is not { Length: > 0 } value)
            return null;
        if (name.Split(':', '.')[^1] is not ("family" or "given" or "name" or "address-city" or "address-postalcode"))
            return (name, value.Replace(",", "\\,", StringComparison.Ordinal));
        if (value.Contains(',', StringComparison.Ordinal))
            return null;
        return random.Next(3) switch
        {
            0 => (name + ":exact", value),
            1 when value.Length > 4 => (name + ":contains", value[1..4]),
            // At least three letters: a shorter beginning may be an abbreviation.
            _ => (name, value[..random.Next(Math.Min(3, value.Length), value.Length + 1)]),
        };
    }

    private static JsonNode? Role(SearchOracle oracle, JsonNode resource, string element) =>
        oracle.All("PractitionerRole").FirstOrDefault(role => (string?)role[element]?["reference"] == $"{resource["resourceType"]}/{resource["id"]}");

    private static JsonNode? Reached(SearchOracle oracle, JsonNode? role, string name) => role is null || !name.Contains('.', StringComparison.Ordinal)
        ? role
        : oracle.All(name.StartsWith("practitioner", StringComparison.Ordinal) ? "Practitioner" : "Organization")
            .FirstOrDefault(one => (string?)role[name.Split('.')[0]]?["reference"] == $"{one["resourceType"]}/{one["id"]}");

    private static string? Value(Random random, JsonNode shown, string parameter)
    {
        static string? Any(Random random, IEnumerable<string?> values) => random.GetItems([.. values.Append(null)], 1)[0];
        return parameter switch
        {
            "_id" => (string?)shown["id"],
            "family" => (string?)shown["name"]?[0]?["family"],
            "given" => (string?)shown["name"]?[0]?["given"]?[0],
            "name" => shown["name"] is JsonArray names ? (string?)names[0]!["family"] : (string?)shown["name"],
            "identifier" => Any(random, shown["identifier"]!.AsArray().Where(one => one!["value"] is not null).SelectMany(one => new[] { (string?)one!["value"], $"{one["system"]}|{one["value"]}" })),
            "qualification-code" or "specialty" => Any(random, (shown["qualification"]?.AsArray() ?? []).SelectMany(one => one!["code"]!["coding"]!.AsArray())
                .SelectMany(one => new[] { (string?)one!["code"], $"{one["system"]}|{one["code"]}" })),
            "role" => Any(random, (shown["code"]?.AsArray() ?? []).Select(one => (string?)one!["coding"]![0]!["code"])),
            "practitioner" or "organization" => (string?)shown[parameter]?["reference"],
            "address-city" => (string?)shown["address"]?[0]?["city"],
            "address-postalcode" => (string?)shown["address"]?[0]?["postalCode"],
            _ => null,
        };
    }
}
