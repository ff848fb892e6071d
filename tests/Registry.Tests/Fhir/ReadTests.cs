using System.Net;
using System.Text.Json.Nodes;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Fhir;

public sealed class ReadTests
{
    private const string Anne = "/fhir/Practitioner/" + RegisterFile.Anne;

    [Theory, Engines]
    public async Task Practitioner_PublicView_HasWhatTheNationalProfileHas(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine, new RegisterFile().Line());

        var resource = await client.GetAsync(Anne, "medecin-10999999997");

        Assert.Equal(JsonNode.Parse("""
            {
              "resourceType": "Practitioner",
              "id": "10123456781",
              "meta": {
                "versionId": "1.s2",
                "lastUpdated": "2026-03-15T09:00:00Z",
                "source": "https://annuaire.esante.gouv.fr",
                "profile": [
                  "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-practitioner",
                  "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-dp-practitioner"
                ]
              },
              "language": "fr",
              "identifier": [
                {
                  "use": "official",
                  "type": { "coding": [{ "system": "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203", "code": "IDNPS" }] },
                  "system": "urn:oid:1.2.250.1.71.4.2.1",
                  "value": "810123456781"
                },
                {
                  "use": "official",
                  "type": { "coding": [{ "system": "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203", "code": "RPPS" }] },
                  "system": "https://rpps.esante.gouv.fr",
                  "value": "10123456781"
                }
              ],
              "active": true,
              "name": [{ "use": "usual", "text": "DR ANNE ESSAI-MODÈLE", "family": "ESSAI-MODÈLE", "given": ["ANNE"], "suffix": ["DR"] }],
              "qualification": [
                { "code": { "coding": [{ "system": "https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante", "code": "10", "display": "Médecin" }] } },
                {
                  "extension": [{ "url": "https://fhir.conseil-national.medecin.fr/StructureDefinition/principal-specialty", "valueBoolean": true }],
                  "code": {
                    "coding": [
                      { "system": "https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale", "code": "SM53", "display": "Spécialité SM53" },
                      { "system": "https://mos.esante.gouv.fr/NOS/TRE_R04-TypeSavoirFaire/FHIR/TRE-R04-TypeSavoirFaire", "code": "S" }
                    ]
                  }
                }
              ]
            }
            """)!.ToJsonString(), resource.ToJsonString());
    }

    [Theory]
    [Engines("cnam", true)]
    [Engines("cdom-75", true)]
    [Engines("cdom-2A-president", true)]
    [Engines("cnom-registre", true)]
    [Engines("medecin-10123456781", false)]
    public async Task Practitioner_StatusAndWhatHasEnded_ArePartnersAndCouncils(SqlEngine engine, string identity, bool shown)
    {
        await using var client = await FhirClient.StartAsync(engine, new RegisterFile().Line());
        client.App.App.Clock.Advance(TimeSpan.FromDays(3));
        await client.App.ImportAsync(new RegisterFile().Line(specialty: "SM04"));
        // A physician sees no colleague who is not in practice: PublicViewTests.
        if (shown)
            await client.App.SanctionAsync(RegisterFile.Anne, RestrictingSanction.BanFromPractice, new(2026, 3, 17), new(2026, 3, 31));

        var resource = await client.GetAsync(Anne, identity);

        Assert.Equal(shown ? 1 : 2, resource["meta"]!["profile"]!.AsArray().Count);
        Assert.Equal(shown ? "https://fhir.conseil-national.medecin.fr" : "https://annuaire.esante.gouv.fr", (string?)resource["meta"]!["source"]);
        Assert.Equal(shown ? 3 : 2, resource["qualification"]!.AsArray().Count);
        Assert.Equal(
            shown
                ? """[{"url":"https://fhir.conseil-national.medecin.fr/StructureDefinition/ordinal-status","extension":[{"url":"status","valueCode":"registered"},{"url":"on","valueDate":"2026-03-18"},{"url":"mayPractise","valueBoolean":false},{"url":"restriction","extension":[{"url":"kind","valueCode":"ban-from-practice"},{"url":"period","valuePeriod":{"start":"2026-03-17","end":"2026-03-31"}}]}]}]"""
                : null,
            resource["extension"]?.ToJsonString());
        var (held, ended) = (resource["qualification"]![1]!, shown ? resource["qualification"]![2] : null);
        Assert.Equal("SM04", (string?)held["code"]!["coding"]![0]!["code"]);
        Assert.NotNull(held["extension"]);
        Assert.Null(held["period"]);
        Assert.Equal(shown ? """{"end":"2026-03-17"}""" : null, ended?["period"]!.ToJsonString());
        Assert.Null(ended?["extension"]);
    }

    [Theory, Engines]
    public async Task Practitioner_StruckOff_IsInactiveAndBare(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine, new RegisterFile().Line());
        await client.App.SanctionAsync(RegisterFile.Anne, RestrictingSanction.Radiation, RegistryApp.Today);

        var resource = await client.GetAsync(Anne, "medecin-10999999997");
        var role = Assert.Single(await client.AllAsync($"/fhir/PractitionerRole?practitioner={RegisterFile.Anne}"));

        Assert.Equal(["resourceType", "id", "meta", "language", "identifier", "active"], resource.AsObject().Select(pair => pair.Key));
        Assert.Equal(["resourceType", "id", "meta", "language", "identifier", "active"], role.AsObject().Select(pair => pair.Key));
        Assert.False((bool)resource["active"]! || (bool)role["active"]!);
        Assert.Equal("struck-off", (string?)(await client.GetAsync(Anne))["extension"]![0]!["extension"]![0]!["valueCode"]);
    }

    [Theory, Engines]
    public async Task Read_WithItsVersion_IsConditional(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine, new RegisterFile().Line());
        var role = Assert.Single(await client.AllAsync("/fhir/PractitionerRole"));
        foreach (var path in new[] { Anne, $"/fhir/PractitionerRole/{role["id"]}", $"/fhir/{role["organization"]!["reference"]}" })
        {
            using var first = await client.SendAsync(path);
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            var etag = first.Headers.ETag!.ToString();
            Assert.Equal("W/\"1.s2\"", etag);
            // A copy of the former shape, whose version had no mark.
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, path, ("If-None-Match", "W/\"1\"")));
            await client.RefusedAsync(path, 412, headers: ("If-Match", "W/\"1\""));
            await client.RefusedAsync(path + "/_history/1", 404);
            Assert.Equal("Sun, 15 Mar 2026 09:00:00 GMT", first.Content.Headers.GetValues("Last-Modified").Single());
            Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(client, path, ("If-None-Match", $"\"x\", {etag}")));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, path, ("If-None-Match", "W/\"0\"")));
            Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(client, path, ("If-Modified-Since", "Sun, 15 Mar 2026 09:00:00 GMT")));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, path, ("If-Modified-Since", "Sun, 15 Mar 2026 08:59:59 GMT")));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, path, ("If-Match", etag)));
            Assert.Contains("If-Match", await client.RefusedAsync(path, 412, headers: ("If-Match", "W/\"0\"")), StringComparison.Ordinal);
            Assert.Equal("1.s2", (string?)(await client.GetAsync(path + "/_history/1.s2"))["meta"]!["versionId"]);
            await client.RefusedAsync(path + "/_history/2.s2", 404);
            using var head = await client.SendAsync(path, method: HttpMethod.Head);
            Assert.Equal((HttpStatusCode.OK, first.Content.Headers.ContentLength), (head.StatusCode, head.Content.Headers.ContentLength));
            Assert.Equal(["resourceType", "id", "meta", "active"], (await client.GetAsync(path + "?_elements=active")).AsObject().Select(pair => pair.Key));
        }
    }

    /// <summary>The register did not change, but the shape of its resources did: a client that compares dates must not keep the former shape.</summary>
    [Theory, OneEngine]
    public async Task Read_SinceBeforeTheShapeChanged_IsAnswered(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine, new RegisterFile().Line());
        client.App.GoTo(new(2026, 11, 28));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, Anne, ("If-Modified-Since", "Sun, 15 Mar 2026 09:00:00 GMT")));
        using var now = await client.SendAsync(Anne);
        Assert.Equal("Fri, 27 Nov 2026 00:00:00 GMT", now.Content.Headers.GetValues("Last-Modified").Single());
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(client, Anne, ("If-Modified-Since", "Fri, 27 Nov 2026 00:00:00 GMT")));
        Assert.Equal("2026-03-15T09:00:00Z", (string?)(await client.GetAsync(Anne))["meta"]!["lastUpdated"]);
    }

    private static async Task<HttpStatusCode> StatusAsync(FhirClient client, string path, params (string, string)[] headers)
    {
        using var response = await client.SendAsync(path, headers: headers);
        return response.StatusCode;
    }
}
