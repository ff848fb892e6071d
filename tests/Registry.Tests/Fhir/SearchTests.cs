using System.Text.Json.Nodes;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>Every parameter finds exactly the expected physicians. Physicians 1 to 5 are defined by <see cref="File"/>.</summary>
public sealed class SearchTests
{
    private const string RppsSystem = "https://rpps.esante.gouv.fr";
    private const string R38 = "https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale";

    private const string R04 = "https://mos.esante.gouv.fr/NOS/TRE_R04-TypeSavoirFaire/FHIR/TRE-R04-TypeSavoirFaire";

    private static readonly (string Query, string Found)[] ForPractitioners =
    [
        ("", "12345"),
        ("_id={2}", "2"),
        ("_id={2},{4},unknown", "24"),
        ("_id={2}&_id={4}", ""),
        ("family=mar", "1234"),
        ("family=MARTINEZ", "4"),
        ("family=artin", ""),
        ("family:contains=artin", "1234"),
        ("family:contains=t-mar", "3"),
        ("family:exact=Martin", "2"),
        ("family:exact=MARTIN,Martin", "12"),
        ("family=mar&family=dup", "3"),
        ("family=dup,epreuve", "35"),
        ("given=jean", "15"),
        ("given=louis", "5"),
        ("given:contains=is", "45"),
        ("given:exact=ANNE", "2"),
        ("family:contains=art&given:contains=nn", "24"),
        ("name=zoe", "3"),
        ("name:contains=preuv", "5"),
        ("name:exact=Anne-Lise", "4"),
        ("identifier={3}", "3"),
        ("identifier=8{3}", "3"),
        ("identifier=" + RppsSystem + "|{3}", "3"),
        ("identifier=urn:oid:1.2.250.1.71.4.2.1|8{3},{1}", "13"),
        ("identifier=urn:oid:1.2.250.1.71.4.2.1|{3}", ""),
        ("identifier=" + RppsSystem + "|", "12345"),
        ("identifier=|{3}", ""),
        ("identifier-type=RPPS", "12345"),
        ("identifier-type=ADELI", ""),
        ("qualification-code=SM04", "15"),
        ("qualification-code=SM04,SM53", "12345"),
        ("qualification-code=SM04&family=mar", "1"),
        ("qualification-code=" + R38 + "|SM04", "15"),
        ("qualification-code=http://other|SM04", ""),
        ("qualification-code=10", "12345"),
        ("qualification-code=10&qualification-code=SM04", "15"),
        ("qualification-code=SM99", ""),
        ("qualification-code=" + R04 + "|S", "12345"),
        ("qualification-code=" + R04 + "|S&qualification-code=SM04", "15"),
        ("qualification-code=" + R04 + "|CAPA", ""),
        ("qualification-code=" + R04 + "|", "12345"),
        ("qualification-code=" + R38 + "|S", ""),
        ("active=true", "1245"),
        ("active=false", "3"),
        ("active=true,false", "12345"),
        ("_lastUpdated=2026-03-15", "12345"),
        ("_lastUpdated=ge2026-03-15T09:00:00Z", "12345"),
        ("_lastUpdated=gt2026-03-15", ""),
        ("_lastUpdated=gt2026-03-15T09:00:00.000Z&_lastUpdated=lt2026-03-16", "3"),
        ("_lastUpdated=le2026-03-15T09:00:00Z", "1245"),
        ("_lastUpdated=lt2026-03", ""),
        ("_lastUpdated=sa2025", "12345"),
        ("_lastUpdated=eb2025", ""),
        ("_lastUpdated=ne2026", ""),
        ("_lastUpdated=ap2026-03-15T09:00:00%2B01:00", ""),
        ("_lastUpdated=ap2026-02", ""),
        ("_lastUpdated=ap2026-03-15T08:56:00Z", "1245"),
        ("_has:PractitionerRole:practitioner:role=S", "1"),
        ("_has:PractitionerRole:practitioner:role=L", "12345"),
        ("_has:PractitionerRole:practitioner:role=B", ""),
        ("_has:PractitionerRole:practitioner:active=true", "1245"),
        ("_has:PractitionerRole:practitioner:active=false", "3"),
        ("_has:PractitionerRole:practitioner:active=false&active=true", ""),
        ("_has:PractitionerRole:practitioner:organization=Organization/finess-1", ""),
        ("_has:PractitionerRole:practitioner:organization=http://other.example/fhir/Organization/finess-1", ""),
        ("_has:PractitionerRole:practitioner:organization.name=centre", "1"),
        ("_has:PractitionerRole:practitioner:organization:Organization.name:contains=abi", "12345"),
        ("_has:PractitionerRole:practitioner:organization.address-postalcode=13", "34"),
        ("_has:PractitionerRole:practitioner:organization.address-city=ville&family=mar", "1234"),
        ("_has:PractitionerRole:practitioner:organization.address-city=ville&_id={2}", "2"),
        ("_has:PractitionerRole:practitioner:organization.address-city=paris&_id={2}", ""),
        ("_has:PractitionerRole:practitioner:role=S&_has:PractitionerRole:practitioner:organization.name=cabinet", "1"),
        ("_has:PractitionerRole:practitioner:role=S&_has:PractitionerRole:practitioner:organization.address-postalcode=13", ""),
        ("_has:PractitionerRole:practitioner:organization.identifier=nobody", ""),
    ];

    private static readonly (string Query, string Found)[] ForRoles =
    [
        ("", "112345"),
        ("practitioner={1}", "11"),
        ("practitioner=Practitioner/{2},{4}", "24"),
        ("practitioner={base}/Practitioner/{2}", "2"),
        ("practitioner=http://other.example/fhir/Practitioner/{2}", ""),
        ("practitioner=http://other.example/fhir/Practitioner/{2},{4}", "4"),
        ("practitioner=urn:uuid:{2}", ""),
        ("organization={base}/Organization/{org}", "12"),
        ("organization=http://other.example/fhir/Organization/{org}", ""),
        ("practitioner.identifier=" + RppsSystem + "|{1}", "11"),
        ("practitioner:Practitioner.identifier={2}", "2"),
        ("identifier=" + RppsSystem + "|{1}", "11"),
        ("identifier={role}", "2"),
        ("_id={role}", "2"),
        ("_id={role},x&practitioner={1}", ""),
        ("role=S", "1"),
        ("role=L,S", "112345"),
        ("role=https://mos.esante.gouv.fr/NOS/TRE_R23-ModeExercice/FHIR/TRE-R23-ModeExercice|S", "1"),
        ("role=B", ""),
        ("role=%27", ""),
        ("organization={org}", "12"),
        ("organization=Organization/{org},Organization/finess-1", "12"),
        ("organization=finess-1", ""),
        ("organization={org}&role=S", ""),
        ("active=true", "11245"),
        ("active=false", "3"),
        ("_lastUpdated=ge2026-03-15T09:00:00Z&_lastUpdated=le2026-03-15T09:00:00Z", "11245"),
        ("_lastUpdated=gt2026-03-15T09:00:00.000Z", "3"),
        ("practitioner.family=mar", "11234"),
        ("practitioner.family=mar,epr", "112345"),
        ("practitioner.family:exact=Martin", "2"),
        ("practitioner:Practitioner.family:contains=artin", "11234"),
        ("practitioner.given=jean", "115"),
        ("practitioner.given=jean&practitioner.family=mar", "11"),
        ("practitioner.name=zoe", "3"),
        ("practitioner.family=mar&role=S", "1"),
        ("practitioner.family=mar&active=false", "3"),
        ("practitioner.family=mar&practitioner={4}", "4"),
        ("practitioner.qualification-code=SM53", "234"),
        ("specialty=SM04", "115"),
        ("specialty=" + R38 + "|SM04", "115"),
        ("specialty=" + R38 + "|SM04&role=S", "1"),
        ("specialty=" + R04 + "|S", "112345"),
        ("specialty=10", "112345"),
        ("specialty=SM99", ""),
        ("specialty=SM04&practitioner.given=louis", "5"),
        ("organization.name=centre", "1"),
        ("organization.name=cabinet", "12345"),
        ("organization.name=cabinet&active=false", "3"),
        ("organization.name:exact=CENTRE", "1"),
        ("organization.name:exact=Centre", ""),
        ("organization.name:contains=t-ess", "12345"),
        ("organization.name=centre&role=L", ""),
        ("organization.name=cabinet&organization={org}", "12"),
        ("organization.address-postalcode=13", "34"),
        ("organization.address-postalcode=75011", "112"),
        ("organization.address-postalcode:exact=13002", "4"),
        ("organization.address-postalcode:exact=1300", ""),
        ("organization.address-postalcode:contains=7200", "5"),
        ("organization:Organization.address-city:contains=ill", "112345"),
        ("organization.address-city=ville&practitioner.family=dup", "3"),
        ("organization.address-city=paris", ""),
        ("organization.address-city=ville&organization.address-postalcode=13001", "3"),
        ("organization.identifier=nobody", ""),
        ("organization.identifier={orgid}", "12"),
        ("organization.identifier={orgid}&_lastUpdated=ge2026", "12"),
    ];

    [Theory, Engines]
    public async Task Practitioner_Parameter_FindsThoseWhoFit(SqlEngine engine)
    {
        await using var client = await StartAsync(engine);
        foreach (var (text, found) in ForPractitioners)
        {
            var query = Numbered(text);
            var expected = Numbers(found);
            Expect(text, expected, await client.IdsAsync($"/fhir/Practitioner?{query}"));
            Expect(text, expected, await client.IdsAsync($"/fhir/Practitioner?{query}&_count=1"));
            var counted = await client.GetAsync($"/fhir/Practitioner?{query}&_total=accurate&_count=1");
            Expect(text, [$"{expected.Count}"], [$"{counted["total"]}"]);
            Expect(text, [$"{expected.Count}"], [await TotalAloneAsync(client, $"/fhir/Practitioner?{query}&_count=0")]);
            using var body = new FormUrlEncodedContent(query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
                .Select(pair => KeyValuePair.Create(pair[0], Uri.UnescapeDataString(pair[1]))));
            using var posted = await client.SendAsync("/fhir/Practitioner/_search", method: HttpMethod.Post, body: body);
            Expect(text, expected, FhirClient.Entries(JsonNode.Parse(await posted.Content.ReadAsStringAsync())!, "match").Select(one => (string)one["id"]!));
        }
    }

    [Theory, Engines]
    public async Task PractitionerRole_Parameter_FindsThoseThatFit(SqlEngine engine)
    {
        await using var client = await StartAsync(engine);
        var second = (await client.AllAsync($"/fhir/PractitionerRole?practitioner={Rpps(2)}"))[0];
        foreach (var (text, found) in ForRoles)
        {
            var query = Numbered(text).Replace("{role}", (string)second["id"]!, StringComparison.Ordinal)
                .Replace("{org}", ((string)second["organization"]!["reference"]!)["Organization/".Length..], StringComparison.Ordinal)
                .Replace("{orgid}", ((string)second["organization"]!["reference"]!)["Organization/structure-".Length..], StringComparison.Ordinal)
                .Replace("{base}", new Uri(new Uri(client.App.App.HttpAddress), "/fhir").ToString(), StringComparison.Ordinal);
            var ids = await client.IdsAsync($"/fhir/PractitionerRole?{query}");
            Expect(text, Numbers(found), ids.Select(id => id[..11]));
            Expect(text, ids.Distinct(), ids);
            Expect(text, ids, await client.IdsAsync($"/fhir/PractitionerRole?{query}&_count=1"));
            Expect(text, [$"{ids.Count}"], [$"{(await client.GetAsync($"/fhir/PractitionerRole?{query}&_total=accurate&_count=1"))["total"]}"]);
            Expect(text, [$"{ids.Count}"], [await TotalAloneAsync(client, $"/fhir/PractitionerRole?{query}&_count=0")]);
        }
    }

    [Theory, Engines]
    public async Task Organization_ByNumberOrByWords_IsOneWhoeverPractisesThere(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine);
        var (first, second, third) = (Rpps(1), Rpps(2), Rpps(3));
        await client.App.ImportAsync($"""
            Type d'identifiant PP|Identifiant PP|Nom d'exercice|Prénom d'exercice|Code profession|Code mode exercice|Numéro SIRET site|Numéro FINESS site|Raison sociale site|Code postal
            8|{first}|ESSAI|ANNE|10|S|12345678900012|750000001|CENTRE ESSAI|75011
            8|{second}|ESSAI|JEAN|10|S||750000001|CENTRE ESSAI|75011
            8|{first}|ESSAI|ANNE|10|L|98765432100011||CABINET ESSAI|75012
            8|{second}|ESSAI|JEAN|10|L|||MAISON ESSAI|75013
            8|{third}|ESSAI|ZOE|10|L|||MAISON ESSAI|75013
            8|{third}|ESSAI|ZOE|10|S||75 / 1|BIZARRE|75013

            """);

        var all = await client.AllAsync("/fhir/Organization?_count=1");
        Assert.Equal(["finess-750000001", "siret-98765432100011"], all.Take(2).Select(one => (string)one["id"]!));
        Assert.Equal(["CENTRE ESSAI", "CABINET ESSAI", "MAISON ESSAI"], all.Select(one => (string)one["name"]!));
        Assert.Equal(all.Select(one => (string)one["id"]!), await client.IdsAsync("/fhir/Organization?_lastUpdated=ge2026-03-15&_count=2"));
        Assert.Equal(3, (int)(await client.GetAsync("/fhir/Organization?_total=accurate&active=true"))["total"]!);
        Assert.Equal(["finess-750000001"], await client.IdsAsync("/fhir/Organization?identifier=https://finess.esante.gouv.fr|750000001"));
        Assert.Equal(["finess-750000001"], await client.IdsAsync("/fhir/Organization?identifier=12345678900012"));
        Assert.Equal(["siret-98765432100011"], await client.IdsAsync("/fhir/Organization?identifier=https://sirene.fr|98765432100011"));
        Assert.Equal([(string)all[2]["id"]!], await client.IdsAsync($"/fhir/Organization?_id={all[2]["id"]},finess-x,finess-9"));
        Assert.Empty(await client.IdsAsync("/fhir/Organization?active=false"));
        Assert.Equal("3", await TotalAloneAsync(client, "/fhir/Organization?_total=none&_count=0"));
        Assert.Equal(2, (await client.IdsAsync($"/fhir/PractitionerRole?organization={all[2]["id"]}")).Count);
        Assert.Equal("CENTRE ESSAI", (string)(await client.GetAsync("/fhir/Organization/finess-750000001"))["name"]!);
        // An activity at a structure with an invalid number has no organization.
        Assert.Single(await client.AllAsync($"/fhir/PractitionerRole?practitioner={third}"), role => role["organization"] is null);
    }

    [Theory, Engines]
    public async Task Search_Includes_ComeOnceBesideTheMatches(SqlEngine engine)
    {
        await using var client = await StartAsync(engine);

        var roles = await client.GetAsync($"/fhir/PractitionerRole?practitioner={Rpps(1)}&_include=PractitionerRole:practitioner,PractitionerRole:organization&_elements=active");
        Assert.Equal(2, FhirClient.Entries(roles, "match").Count());
        Assert.Equal(["Practitioner", "Organization", "Organization"], FhirClient.Entries(roles, "include").Select(one => (string)one["resourceType"]!));
        Assert.All(FhirClient.Entries(roles, "match"), role => Assert.Equal(["resourceType", "id", "meta", "active"], role.AsObject().Select(pair => pair.Key)));
        Assert.All(FhirClient.Entries(roles, "match"), role => Assert.Equal("SUBSETTED", (string?)role["meta"]!["tag"]![0]!["code"]));
        Assert.Equal(2, (int)roles["total"]!);
        var practitioners = await client.GetAsync("/fhir/Practitioner?_revinclude=PractitionerRole:practitioner");
        Assert.Equal(5, FhirClient.Entries(practitioners, "match").Count());
        Assert.Equal(6, FhirClient.Entries(practitioners, "include").Count());
        var one = await client.GetAsync($"/fhir/Practitioner?identifier={Rpps(1)}&_revinclude=PractitionerRole:practitioner");
        Assert.Single(FhirClient.Entries(one, "match"));
        Assert.Equal(2, FhirClient.Entries(one, "include").Count());
    }

    [Theory, OneEngine]
    public async Task Elements_OfTheTypeButAbsentHere_AreLeftOut(SqlEngine engine)
    {
        await using var client = await StartAsync(engine);
        foreach (var path in new[] { $"Practitioner/{Rpps(1)}?_elements=telecom,birthDate,language", "Practitioner?_elements=photo,telecom", "PractitionerRole?_elements=telecom,specialty", "Organization?_elements=telecom,partOf" })
        {
            var answer = await client.GetAsync("/fhir/" + path);
            foreach (var resource in answer["entry"] is null ? [answer] : FhirClient.Entries(answer, "match"))
                Assert.Equal(["resourceType", "id", "meta"], resource.AsObject().Select(pair => pair.Key).Where(name => name != "language" || !path.Contains(name, StringComparison.Ordinal)));
        }
    }

    private static async Task<string> TotalAloneAsync(FhirClient client, string path)
    {
        var bundle = await client.GetAsync(path);
        Assert.Null(bundle["entry"]);
        Assert.Null(FhirClient.Link(bundle, "next"));
        return $"{bundle["total"]}";
    }

    // All queries run in one test on one store, so a failure must name its query.
    private static void Expect(string query, IEnumerable<string> expected, IEnumerable<string> found) =>
        Assert.Equal($"{query}: {string.Join(' ', expected)}", $"{query}: {string.Join(' ', found)}");

    private static List<string> Numbers(string found) => [.. found.Select(digit => Rpps(digit - '0'))];

    private static string Numbered(string query)
    {
        for (var n = 1; n <= 5; n++)
            query = query.Replace($"{{{n}}}", Rpps(n), StringComparison.Ordinal);
        return query;
    }

    private static string Rpps(int n) => RppsNumber.WithKey(1_050_000_000 + n).Value;

    private static async Task<FhirClient> StartAsync(SqlEngine engine)
    {
        var client = await FhirClient.StartAsync(engine, new RegisterFile()
            .Line(Rpps(1), "MARTIN", "Jean", specialty: "SM04")
            .Line(Rpps(1), "MARTIN", "Jean", specialty: "SM04", structure: "CENTRE", mode: "S")
            .Line(Rpps(2), "Martin", "ANNE")
            .Line(Rpps(3), "DUPONT-MARTIN", "Zoé", postalCode: "13001")
            .Line(Rpps(4), "MARTINEZ", "Anne-Lise", postalCode: "13002")
            .Line(Rpps(5), "D'ÉPREUVE", "Jean Louis", specialty: "SM04", postalCode: "97200"));
        client.App.App.Clock.Advance(TimeSpan.FromHours(1));
        await client.App.SanctionAsync(Rpps(3), RestrictingSanction.Radiation, RegistryApp.Today);
        return client;
    }
}
