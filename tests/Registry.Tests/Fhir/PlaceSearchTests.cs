using System.Text.Json.Nodes;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>Searches for structures by name and place, and for physicians and activities through their structures.</summary>
public sealed class PlaceSearchTests
{
    private const string Header = "Type d'identifiant PP|Identifiant PP|Nom d'exercice|Prénom d'exercice|Code profession|Code mode exercice|Numéro SIRET site"
        + "|Numéro FINESS site|Raison sociale site|Code postal|Libellé commune\n";

    private static readonly (string Query, string[] Found)[] ForOrganizations =
    [
        ("name=centre", ["CENTRE ESSAI"]),
        ("name=essai", ["CENTRE ESSAI", "CABINET D'ESSAI", "MAISON ESSAI"]),
        ("name=dessai", ["CABINET D'ESSAI"]),
        ("name:contains=abine", ["CABINET D'ESSAI"]),
        ("name:exact=MAISON ESSAI", ["MAISON ESSAI"]),
        ("name:exact=Maison essai", []),
        ("name=maison,centre", ["CENTRE ESSAI", "MAISON ESSAI"]),
        ("name=maison&name=essai", ["MAISON ESSAI"]),
        ("address-city=paris", ["CENTRE ESSAI", "CABINET D'ESSAI"]),
        ("address-city=Paris 11", ["CENTRE ESSAI"]),
        ("address-city=PARIS 11E ARRONDISSEMENT", ["CENTRE ESSAI"]),
        ("address-city:exact=Paris 12", ["CABINET D'ESSAI"]),
        ("address-city:exact=Paris", []),
        ("address-city=st-etienne", ["MAISON ESSAI"]),
        ("address-city:contains=etienne", ["MAISON ESSAI"]),
        ("address-city=75011", []),
        ("address-city=cedex", []),
        ("address-postalcode=75", ["CENTRE ESSAI", "CABINET D'ESSAI"]),
        ("address-postalcode=42000", ["MAISON ESSAI"]),
        ("address-postalcode=42000&name=centre", []),
        ("address-city=paris&identifier=750000001", ["CENTRE ESSAI"]),
        ("address-city=paris 12&identifier=98765432100012", ["CABINET D'ESSAI"]),
        ("address-city=paris 11&identifier=98765432100012", []),
        ("address-city=paris&active=true", ["CENTRE ESSAI", "CABINET D'ESSAI"]),
        ("address-city=paris&_lastUpdated=ge2026-03-15", ["CENTRE ESSAI", "CABINET D'ESSAI"]),
        ("address-city=paris&_lastUpdated=ge2027", []),
        ("_has:PractitionerRole:organization:practitioner={1}", ["CENTRE ESSAI", "CABINET D'ESSAI"]),
        ("_has:PractitionerRole:organization:practitioner={3}&name=centre", []),
        ("_has:PractitionerRole:organization:practitioner={1}&_has:PractitionerRole:organization:practitioner={2}", ["CENTRE ESSAI"]),
        ("_has:PractitionerRole:organization:practitioner.identifier=https://rpps.esante.gouv.fr|{3}", ["MAISON ESSAI"]),
        ("_has:PractitionerRole:organization:practitioner=10999999997", []),
    ];

    [Theory, Engines]
    public async Task Organization_ByNamePlaceOrPhysician_FindsThoseThatFit(SqlEngine engine)
    {
        await using var client = await StartAsync(engine);
        foreach (var (text, found) in ForOrganizations)
        {
            var query = text.Replace("{1}", Rpps(1), StringComparison.Ordinal).Replace("{2}", Rpps(2), StringComparison.Ordinal).Replace("{3}", Rpps(3), StringComparison.Ordinal);
            var expected = $"{text}: {string.Join(',', found)}";
            Assert.Equal(expected, $"{text}: {string.Join(',', (await client.AllAsync("/fhir/Organization?" + query)).Select(one => one["name"]))}");
            Assert.Equal(expected, $"{text}: {string.Join(',', (await client.AllAsync($"/fhir/Organization?{query}&_count=1")).Select(one => one["name"]))}");
            Assert.Equal($"{text}: {found.Length}", $"{text}: {(await client.GetAsync($"/fhir/Organization?{query}&_count=0"))["total"]}");
        }

        Assert.Equal([Rpps(1), Rpps(2)], await client.IdsAsync("/fhir/Practitioner?_has:PractitionerRole:practitioner:organization=finess-750000001&_count=1"));
        Assert.Equal([Rpps(1)], await client.IdsAsync("/fhir/Practitioner?_has:PractitionerRole:practitioner:organization.identifier=98765432100012"));
        Assert.Equal([Rpps(1), Rpps(2)], (await client.IdsAsync("/fhir/PractitionerRole?organization.identifier=https://finess.esante.gouv.fr|750000001")).Select(id => id[..11]));
    }

    [Theory, Engines]
    public async Task Organization_OfAPhysician_RemembersThatTheRecordWasRead(SqlEngine engine)
    {
        await using var client = await StartAsync(engine);

        await client.GetAsync($"/fhir/Organization?_has:PractitionerRole:organization:practitioner={Rpps(3)}");

        await Until.TrueAsync(
            async () => (await client.App.App.Database.ReadAsync(
                sql => sql.QueryAsync<string>("select subject from record_accesses where operation = '/fhir/Organization'"), default)).Contains("physicians/" + Rpps(3)),
            "The access");
    }

    /// <summary>The structure moves after the first page: its pages still show where it was.</summary>
    [Theory, Engines]
    public async Task Search_StructuresMoveMeanwhile_PagesStayAtTheirRevision(SqlEngine engine)
    {
        await using var client = await StartAsync(engine);
        var moved = 0;
        Task Move(int page) => moved++ > 0 ? Task.CompletedTask : client.App.ImportAsync(Header + $"""
            8|{Rpps(1)}|ESSAI|ANNE|10|S||750000001|CENTRE ESSAI|69001|Lyon
            8|{Rpps(2)}|ESSAI|JEAN|10|S||750000001|CENTRE ESSAI|69001|Lyon
            8|{Rpps(3)}|ESSAI|ZOE|10|L|||MAISON ESSAI|42000|St Etienne Cedex 2

            """);

        var roles = await client.IdsAsync("/fhir/PractitionerRole?organization.address-city=paris&_count=1", Move);

        Assert.Equal([Rpps(1), Rpps(1), Rpps(2)], roles.Select(id => id[..11]));
        Assert.Equal(1, Math.Min(moved, 1));
        Assert.Empty(await client.IdsAsync("/fhir/Organization?address-city=paris"));
        Assert.Empty(await client.IdsAsync("/fhir/Organization?name=cabinet"));
        Assert.Equal(["finess-750000001"], await client.IdsAsync("/fhir/Organization?address-city=lyon"));
        Assert.Equal([Rpps(1), Rpps(2)], await client.IdsAsync("/fhir/Practitioner?_has:PractitionerRole:practitioner:organization.address-city=lyon"));
    }

    /// <summary>Each value that a structure shows finds it, and through it the roles that refer to it and their physicians.</summary>
    [Theory, Engines]
    public async Task Search_EachValueShown_FindsAllThatShowIt(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine);
        await client.App.ImportAsync((await InventedRegister.BytesAsync(new InventedFile { Physicians = 150, Seed = 7 })).Bytes);
        await client.App.SanctionAsync(InventedRegister.Rpps(7, 3), RestrictingSanction.Radiation, RegistryApp.Today);
        var structures = await client.AllAsync("/fhir/Organization?_count=200");
        var roles = await client.AllAsync("/fhir/PractitionerRole?_count=200");
        var at = roles.Where(role => role["organization"] is not null).ToLookup(role => ((string)role["organization"]!["reference"]!)["Organization/".Length..]);

        foreach (var (parameter, shown) in new (string, Func<JsonNode, string?>)[]
        {
            ("address-city", one => (string?)one["address"]?[0]!["city"]), ("address-postalcode", one => (string?)one["address"]?[0]!["postalCode"]), ("name", one => (string?)one["name"]),
        })
        {
            foreach (var showing in structures.Where(one => shown(one) is not null).GroupBy(one => shown(one)!).Take(15))
            {
                var value = Uri.EscapeDataString(showing.Key);
                var ids = showing.Select(one => (string)one["id"]!).Order(StringComparer.Ordinal).ToList();
                var referring = ids.SelectMany(id => at[id]).ToList();
                Assert.Equal(ids, await client.IdsAsync($"/fhir/Organization?{parameter}:exact={value}"));
                Assert.Subset((await client.IdsAsync($"/fhir/Organization?{parameter}={value}")).ToHashSet(), ids.ToHashSet());
                Assert.Equal(
                    referring.Select(role => (string)role["id"]!).Order(StringComparer.Ordinal),
                    await client.IdsAsync($"/fhir/PractitionerRole?organization.{parameter}:exact={value}&active=true"));
                Assert.Equal(
                    referring.Select(role => ((string)role["id"]!)[..11]).Distinct().Order(StringComparer.Ordinal),
                    await client.IdsAsync($"/fhir/Practitioner?_has:PractitionerRole:practitioner:organization.{parameter}:exact={value}&active=true"));
            }
        }
    }

    /// <summary>A long list of structures is kept for the pages of its revision, and selected anew for another.</summary>
    [Theory, Engines]
    public async Task Search_ALargeTown_IsAnsweredPageByPage(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine);
        string File(string town) => Header + string.Concat(Enumerable.Range(1, 1_200).Select(n => $"8|{Rpps(n)}|ESSAI|ANNE|10|L|||CABINET {n}|75011|{town}\n"));
        await client.App.ImportAsync(File("PARIS"));
        var moved = 0;
        Task Move(int page) => moved++ > 0 ? Task.CompletedTask : client.App.ImportAsync(File("LYON"));

        Assert.Equal(1_200, (await client.IdsAsync("/fhir/Organization?address-city=paris&_count=200", Move)).Distinct().Count());
        Assert.Empty(await client.IdsAsync("/fhir/Organization?address-city=paris"));
        await client.App.ImportAsync(File("LYON") + $"8|{Rpps(1_201)}|ESSAI|ANNE|10|L|||CABINET 1201|75011|PARIS\n");
        Assert.Single(await client.IdsAsync("/fhir/Organization?address-city=paris"));
        Assert.Equal(1_200, (await client.IdsAsync("/fhir/PractitionerRole?organization.address-city=lyon&_count=200")).Distinct().Count());
        Assert.Empty(await client.IdsAsync("/fhir/Organization?address-city=lyon&name=clinique"));
    }

    [Theory, OneEngine]
    public async Task Search_WordsOfTooManyPhysicians_IsTooCostly(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine, ("Fhir:MostPractising", "100"));
        await client.App.ImportAsync(NumberedFile.Of(101));
        var shown = (await client.GetAsync("/fhir/Organization?_count=1"))["entry"]![0]!["resource"]!;
        var everywhere = $"address-postalcode={((string)shown["address"]![0]!["postalCode"]!)[..1]}";

        foreach (var path in new[] { "Organization?" + everywhere, "PractitionerRole?organization." + everywhere, "Practitioner?_has:PractitionerRole:practitioner:organization." + everywhere })
        {
            using var refused = await client.SendAsync("/fhir/" + path);
            Assert.Contains("address-postalcode", await FhirClient.RefusedAsync(refused, 400), StringComparison.Ordinal);
            Assert.Contains("too-costly", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static string Rpps(int n) => RppsNumber.WithKey(1_060_000_000 + n).Value;

    private static async Task<FhirClient> StartAsync(SqlEngine engine)
    {
        var client = await FhirClient.StartAsync(engine);
        await client.App.ImportAsync(Header + $"""
            8|{Rpps(1)}|ESSAI|ANNE|10|S|12345678900012|750000001|CENTRE ESSAI|75011|PARIS 11E ARRONDISSEMENT
            8|{Rpps(2)}|ESSAI|JEAN|10|S||750000001|CENTRE ESSAI|75011|PARIS 11E ARRONDISSEMENT
            8|{Rpps(1)}|ESSAI|ANNE|10|L|98765432100012||CABINET D'ESSAI|75012|Paris 12
            8|{Rpps(3)}|ESSAI|ZOE|10|L|||MAISON ESSAI|42000|St Etienne Cedex 2

            """);
        return client;
    }
}
