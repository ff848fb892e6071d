using System.Text.Json.Nodes;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>The national shape: category, kinds and functions, types and numbers of structures, each shown and searched.</summary>
public sealed class RoleCodeTests
{
    private const string Nos = "https://mos.esante.gouv.fr/NOS/TRE_";
    private const string R09 = Nos + "R09-CategorieProfessionnelle/FHIR/TRE-R09-CategorieProfessionnelle";
    private const string R21 = Nos + "R21-Fonction/FHIR/TRE-R21-Fonction";
    private const string R22 = Nos + "R22-GenreActivite/FHIR/TRE-R22-GenreActivite";
    private const string R23 = Nos + "R23-ModeExercice/FHIR/TRE-R23-ModeExercice";

    private const string Header = "Type d'identifiant PP|Identifiant PP|Nom d'exercice|Prénom d'exercice|Code profession|Code catégorie professionnelle"
        + "|Code mode exercice|Numéro SIRET site|Numéro FINESS site|Raison sociale site|Code postal|Code secteur d'activité|Code genre activité|Code rôle\n";

    private static readonly (string Query, string Found)[] ForRoles =
    [
        ("role=GENR01", "12"),
        ("role=" + R22 + "|GENR01", "12"),
        ("role=" + R23 + "|GENR01", ""),
        ("role=" + R23 + "|GENR01&practitioner={1}", ""),
        ("role=" + R22 + "|GENR01&practitioner={1}", "1"),
        ("role=GENR04", "3"),
        ("role=FON-AU", "2"),
        ("role=" + R21 + "|FON-AU,GENR04", "23"),
        ("role=GENR01&role=L", "1"),
        ("role=" + R22 + "|", "123"),
        ("role=GENR99", ""),
        ("role=L", "13"),
    ];

    [Theory, Engines]
    public async Task Role_ByKindModeOrFunction_FindsWhatShowsIt(SqlEngine engine)
    {
        await using var client = await StartAsync(engine);

        Assert.Equal(
            $"{R22}|GENR01 {R23}|S {R21}|FON-AU",
            string.Join(' ', (await RoleAsync(client, 2))["code"]!.AsArray().Select(code => $"{code!["coding"]![0]!["system"]}|{code["coding"]![0]!["code"]}")));
        foreach (var (text, found) in ForRoles)
        {
            var query = text.Replace("{1}", Rpps(1), StringComparison.Ordinal);
            Assert.Equal($"{query} {found}", $"{query} {Persons(await client.IdsAsync($"/fhir/PractitionerRole?{query}&_count=1"))}");
            Assert.Equal($"{query} {found.Length}", $"{query} {(await client.GetAsync($"/fhir/PractitionerRole?{query}&_count=0"))["total"]}");
            if (!query.Contains('&', StringComparison.Ordinal))
                Assert.Equal($"{query} {found}", $"{query} {Persons(await client.IdsAsync($"/fhir/Practitioner?_has:PractitionerRole:practitioner:{query}"))}");
        }
    }

    [Theory, Engines]
    public async Task Practitioner_ByCategory_FindsWhatShowsIt(SqlEngine engine)
    {
        await using var client = await StartAsync(engine);

        var shown = (await client.GetAsync("/fhir/Practitioner/" + Rpps(3)))["qualification"]![0]!["code"]!["coding"]!.AsArray();
        Assert.Equal(["10", "M"], shown.Select(coding => (string?)coding!["code"]));
        foreach (var (query, found) in new[] { (R09 + "|M", "3"), ("M", "3"), (R09 + "|C", "12"), (R09 + "|", "123"), (R09 + "|E", "") })
        {
            Assert.Equal($"{query} {found}", $"{query} {Persons(await client.IdsAsync("/fhir/Practitioner?qualification-code=" + query))}");
            Assert.Equal($"{query} {found.Length}", $"{query} {(await client.GetAsync($"/fhir/Practitioner?qualification-code={query}&_count=0"))["total"]}");
        }
    }

    [Theory, Engines]
    public async Task Search_KindChangesMeanwhile_PagesStayAtTheirRevision(SqlEngine engine)
    {
        await using var client = await StartAsync(engine);
        var before = await RoleAsync(client, 1);
        Task Change(int page) => page > 1 ? Task.CompletedTask : client.App.ImportAsync(File("GENR04"));

        Assert.Equal("12", Persons(await client.IdsAsync("/fhir/PractitionerRole?role=GENR01&_count=1", Change)));

        var after = await RoleAsync(client, 1);
        Assert.Equal((string?)before["id"], (string?)after["id"]);
        Assert.NotEqual((string?)before["meta"]!["versionId"], (string?)after["meta"]!["versionId"]);
        Assert.Equal("", Persons(await client.IdsAsync("/fhir/PractitionerRole?role=GENR01")));
        Assert.Equal("123", Persons(await client.IdsAsync("/fhir/PractitionerRole?role=GENR04")));
    }

    [Theory, Engines]
    public async Task Organization_NumbersAndType_AreTheNationalOnesAndFound(SqlEngine engine)
    {
        await using var client = await StartAsync(engine);

        foreach (var (person, numbers, type) in new[]
        {
            (1, "", "LEGAL-ENTITY"),
            (2, "IDNST 1750000001, FINEG 750000001, SIREN 123456789, SIRET 12345678900012", "GEOGRAPHICAL-ENTITY"),
            (3, "IDNST 398765432100012, SIREN 987654321, SIRET 98765432100012", "GEOGRAPHICAL-ENTITY"),
        })
        {
            var organization = await client.GetAsync("/fhir/" + (string)(await RoleAsync(client, person))["organization"]!["reference"]!);
            var identifiers = organization["identifier"]!.AsArray();
            Assert.Equal(numbers, string.Join(", ", identifiers.Where(one => one!["type"] is not null).Select(one => $"{one!["type"]!["coding"]![0]!["code"]} {one["value"]}")));
            Assert.Equal(
                [("organizationType", type), ("secteurActiviteRASS", person == 1 ? "SA07" : "SA01")],
                organization["type"]!.AsArray().Select(one => ((string)one!["extension"]![0]!["valueCode"]!, (string)one["coding"]![0]!["code"]!)));
            Assert.Equal("https://annuaire.esante.gouv.fr", (string?)organization["meta"]!["source"]);
            foreach (var identifier in identifiers)
            {
                Assert.Equal([(string)organization["id"]!], await client.IdsAsync($"/fhir/Organization?identifier={identifier!["system"]}|{identifier["value"]}"));
                Assert.Equal(person.ToString(), Persons(await client.IdsAsync($"/fhir/PractitionerRole?organization.identifier={identifier["value"]}")));
            }
        }
    }

    private static string Rpps(int n) => RppsNumber.WithKey(1_070_000_000 + n).Value;

    private static string Persons(IEnumerable<string> ids) => string.Concat(ids.Select(id => Enumerable.Range(1, 3).Single(n => id.StartsWith(Rpps(n), StringComparison.Ordinal))));

    private static async Task<JsonNode> RoleAsync(FhirClient client, int person) => Assert.Single(await client.AllAsync("/fhir/PractitionerRole?practitioner=" + Rpps(person)));

    private static string File(string kind) => Header + $"""
        8|{Rpps(1)}|ESSAI|ANNE|10|C|L|||CABINET ESSAI|75011|SA07|{kind}|
        8|{Rpps(2)}|ESSAI|JEAN|10|C|S|12345678900012|750000001|CENTRE ESSAI|75011|SA01|{kind}|FON-AU
        8|{Rpps(3)}|ESSAI|ZOE|10|M|L|98765432100012||MAISON ESSAI|42000|SA01|GENR04|

        """;

    private static async Task<FhirClient> StartAsync(SqlEngine engine)
    {
        var client = await FhirClient.StartAsync(engine);
        await client.App.ImportAsync(File("GENR01"));
        return client;
    }
}
