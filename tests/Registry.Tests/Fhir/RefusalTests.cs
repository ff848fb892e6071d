using System.Net;
using System.Text.Json.Nodes;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>Access of each identity, entries in the access log, and refusals.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("cnam", 200)]
    [InlineData("cdom-75", 200)]
    [InlineData("cdom-2A-president", 200)]
    [InlineData("cnom-registre", 200)]
    [InlineData("medecin-10123456781", 200)]
    [InlineData("cdom-75-entraide", 403)]
    [InlineData("chambre-ile-de-france", 403)]
    [InlineData("chambre-nationale", 403)]
    [InlineData("cnom-discipline", 403)]
    [InlineData("cnom-entraide", 403)]
    [InlineData("cnom-tresorier", 403)]
    [InlineData("cnom-presse", 403)]
    [InlineData("cnom-audit", 403)]
    [InlineData("svc-discipline", 403)]
    [InlineData("svc-mutual-aid", 403)]
    [InlineData(null, 401)]
    public async Task Face_Identity_OnlyThoseOfTheRegister(string? identity, int status)
    {
        await using var client = await FhirClient.StartAsync(SqlEngine.Sqlite, new RegisterFile().Line());
        foreach (var path in new[] { "Practitioner", $"Practitioner/{RegisterFile.Anne}", $"Practitioner/{RegisterFile.Anne}/_history/1.s2", "PractitionerRole", "Organization" })
        {
            using var response = await client.SendAsync("/fhir/" + path, identity);
            if (status == 200)
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            else
                await FhirClient.RefusedAsync(response, status);
            Assert.Equal(status == 401, response.Headers.WwwAuthenticate.Count > 0);
        }

        using var open = await client.SendAsync("/fhir/metadata", identity);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Theory, OneEngine]
    public async Task Face_EachRecordShown_RemembersItsReader(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine, new RegisterFile().Line().Line(RegisterFile.Jean, "AUTRE", "JEAN"));
        await client.GetAsync($"/fhir/Practitioner/{RegisterFile.Anne}");
        await client.GetAsync($"/fhir/PractitionerRole?practitioner={RegisterFile.Jean}");
        await client.GetAsync("/fhir/Practitioner?family=autre");
        await client.GetAsync("/fhir/Practitioner?family=autre&_count=0");
        await client.RefusedAsync("/fhir/Practitioner/1", 404);
        await client.RefusedAsync("/fhir/Practitioner", 403, "cnom-presse");

        IReadOnlyList<string> rows = [];
        await Until.TrueAsync(
            async () => (rows = await client.App.App.Database.ReadAsync(
                sql => sql.QueryAsync<string>("select actor || ' ' || operation || ' ' || subject from record_accesses where operation like '/fhir%' order by subject, operation"), default)).Count == 4,
            "The four accesses");

        Assert.Equal(
            [
                $"cnam /fhir/Practitioner physicians/{RegisterFile.Anne}", $"cnam /fhir/Practitioner physicians/{RegisterFile.Jean}",
                $"cnam /fhir/PractitionerRole physicians/{RegisterFile.Jean}", "cnom-presse /fhir/Practitioner refused",
            ],
            rows);
    }

    [Theory]
    [InlineData("Practitioner?birthdate=1970", 400, "birthdate")]
    [InlineData("Practitioner?family:phonetic=x", 400, "family:phonetic")]
    [InlineData("Practitioner?active:not=true", 400, "active:not")]
    [InlineData("Practitioner?family=", 400, "family")]
    [InlineData("Practitioner?family=--", 400, "family")]
    [InlineData("Practitioner?active=yes", 400, "active")]
    [InlineData("Practitioner?_lastUpdated=2026-13", 400, "_lastUpdated")]
    [InlineData("Practitioner?_lastUpdated=xx2026", 400, "_lastUpdated")]
    [InlineData("Practitioner?given=REN%C9", 400, "given")]
    [InlineData("Practitioner?family=%EF%BF%BE", 400, "family")]
    [InlineData("Practitioner?_id=%FF", 400, "_id")]
    [InlineData("Practitioner?_count=-1", 400, "_count")]
    [InlineData("Practitioner/10123456781?foo=bar", 400, "foo")]
    [InlineData("Practitioner/10123456781?%3Cb%3E=bar", 400, "(parameter)")]
    [InlineData("Practitioner?_count=201", 400, "_count")]
    [InlineData("Practitioner?_count=x", 400, "_count")]
    [InlineData("Practitioner?_total=all", 400, "_total")]
    [InlineData("Practitioner?_elements=birthPlace", 400, "_elements")]
    [InlineData("Practitioner?_include=PractitionerRole:practitioner", 400, "_include")]
    [InlineData("Practitioner?_revinclude=Provenance:target", 400, "_revinclude")]
    [InlineData("Practitioner?_format=xml", 406, "_format")]
    [InlineData("Practitioner?_sort=family", 400, "_sort")]
    [InlineData("PractitionerRole?practitioner=Patient/1", 400, "practitioner")]
    [InlineData("PractitionerRole?practitioner.birthdate=1970", 400, "practitioner.birthdate")]
    [InlineData("PractitionerRole?practitioner.family=--", 400, "practitioner.family")]
    [InlineData("PractitionerRole?practitioner.family:not=x", 400, "practitioner.family:not")]
    [InlineData("PractitionerRole?practitioner:Organization.name=x", 400, "practitioner:Organization.name")]
    [InlineData("PractitionerRole?practitioner:Patient.family=x", 400, "practitioner:Patient.family")]
    [InlineData("PractitionerRole?organization.identifier=https://finess.esante.gouv.fr%7C", 400, "organization.identifier")]
    [InlineData("PractitionerRole?organization.partof=1", 400, "organization.partof")]
    [InlineData("PractitionerRole?location.address-city=Paris", 400, "location.address-city")]
    [InlineData("Practitioner?_has:PractitionerRole:practitioner:active=yes", 400, "_has:PractitionerRole:practitioner:active")]
    [InlineData("Practitioner?_has:PractitionerRole:practitioner:organization=Patient/1", 400, "_has:PractitionerRole:practitioner:organization")]
    [InlineData("Practitioner?_has:PractitionerRole:practitioner:organization.identifier=https://sirene.fr%7C", 400, "organization.identifier")]
    [InlineData("Practitioner?_has:PractitionerRole:practitioner:period=2026", 400, "_has:PractitionerRole:practitioner:period")]
    [InlineData("Practitioner?_has:Observation:subject:code=1", 400, "_has:Observation:subject:code")]
    [InlineData("Practitioner?_has=1", 400, "_has")]
    [InlineData("Organization?name=%2D", 400, "name")]
    [InlineData("Organization?address=Paris", 400, "address")]
    [InlineData("Organization?_has:PractitionerRole:organization:practitioner.identifier=https://rpps.esante.gouv.fr%7C", 400, "practitioner.identifier")]
    [InlineData("Patient", 404, "Practitioner, PractitionerRole, Organization")]
    [InlineData("Practitioner/abc", 404, "Practitioner")]
    [InlineData("PractitionerRole/10123456781-x", 404, "PractitionerRole")]
    [InlineData("Organization/finess-%20", 404, "Organization")]
    [InlineData("Practitioner/10123456781/_history", 404, "")]
    [InlineData("", 404, "")]
    [InlineData("Practitioner/$everything", 501, "")]
    public async Task Request_Wrong_IsRefusedInItsTerms(string path, int status, string named)
    {
        await using var client = await FhirClient.StartAsync(SqlEngine.Sqlite);

        Assert.Contains(named, await client.RefusedAsync("/fhir/" + path, status), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_LongerThanAWebServersLine_IsRefusedInItsTerms()
    {
        await using var client = await FhirClient.StartAsync(SqlEngine.Sqlite);

        Assert.Contains("family", await client.RefusedAsync("/fhir/Practitioner?family=" + new string('A', 9_000), 400), StringComparison.Ordinal);
        Assert.Contains("family", await client.RefusedAsync("/fhir/Practitioner?" + string.Join('&', Enumerable.Repeat("family=ESSAI", 750)), 400), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "Practitioner", 405)]
    [InlineData("PUT", "Practitioner/1", 405)]
    [InlineData("PATCH", "Practitioner/1", 405)]
    [InlineData("DELETE", "Practitioner/1", 405)]
    [InlineData("GET", "Practitioner/_search", 405)]
    [InlineData("POST", "", 501)]
    public async Task Write_IsNotAllowed(string method, string path, int status)
    {
        await using var client = await FhirClient.StartAsync(SqlEngine.Sqlite);

        using var response = await client.SendAsync("/fhir/" + path, method: new HttpMethod(method));

        await FhirClient.RefusedAsync(response, status);
        Assert.Equal(status == 405, response.Content.Headers.Allow.Count > 0);
    }

    [Fact]
    public async Task Search_Lenient_LeavesOutWhatIsUnknownAndOfTheLinksToo()
    {
        await using var client = await FhirClient.StartAsync(SqlEngine.Sqlite, new RegisterFile().Line());

        using var response = await client.SendAsync("/fhir/Practitioner?birthdate=1970&family=essai", headers: ("Prefer", "handling=lenient"));

        var bundle = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Single(FhirClient.Entries(bundle, "match"));
        Assert.EndsWith("/fhir/Practitioner?family=essai", FhirClient.Link(bundle, "self"), StringComparison.Ordinal);
        await client.RefusedAsync("/fhir/Practitioner?active=yes", 400, headers: ("Prefer", "handling=lenient"));
        await client.RefusedAsync("/fhir/Practitioner", 406, headers: ("Accept", "application/fhir+xml"));
    }

    [Theory]
    [InlineData("json", "application/fhir+xml", 200)]
    [InlineData("application/fhir%2Bjson", "text/html", 200)]
    [InlineData("application/fhir+json", "application/fhir+xml", 200)]
    [InlineData("xml", "application/fhir+json", 406)]
    [InlineData("text/turtle", "*/*", 406)]
    public async Task Format_OverridesAccept(string format, string accept, int status)
    {
        await using var client = await FhirClient.StartAsync(SqlEngine.Sqlite, new RegisterFile().Line());
        foreach (var path in new[] { "metadata", "Practitioner", $"Practitioner/{RegisterFile.Anne}" })
        {
            using var response = await client.SendAsync($"/fhir/{path}?_format={format}", headers: ("Accept", accept));
            Assert.Equal(status, (int)response.StatusCode);
            if (status == 406)
                Assert.Contains("_format", await FhirClient.RefusedAsync(response, status), StringComparison.Ordinal);
        }

        using var body = new StringContent("_format=" + format, null, "application/x-www-form-urlencoded");
        using var posted = await client.SendAsync("/fhir/Practitioner/_search", method: HttpMethod.Post, body: body, headers: ("Accept", accept));
        Assert.Equal(status, (int)posted.StatusCode);
    }

    [Theory, OneEngine]
    public async Task Face_StatementThatFails_Is500AndNoTimeToComeAgain(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine, new RegisterFile().Line());
        await client.App.App.Database.WriteAsync(
            async sql =>
            {
                await sql.ExecuteAsync("alter table qualifications rename to elsewhere");
                return true;
            }, default);
        client.App.App.ExpectErrors = true;

        using var response = await client.SendAsync("/fhir/Practitioner?family=essai");

        Assert.Equal("Unexpected error.", await FhirClient.RefusedAsync(response, 500));
        Assert.Null(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Links_BeginWithTheConfiguredOrForwardedAddress()
    {
        await using var forwarded = await FhirClient.StartAsync(SqlEngine.Sqlite, new RegisterFile().Line());
        await using var configured = await FhirClient.StartAsync(SqlEngine.Sqlite, ("Fhir:PublicBase", "https://api.exemple.fr/fhir/"));

        using var response = await forwarded.SendAsync("/fhir/Practitioner", headers: [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "exemple.fr")]);

        Assert.StartsWith("https://exemple.fr/fhir/Practitioner", FhirClient.Link(JsonNode.Parse(await response.Content.ReadAsStringAsync())!, "self"), StringComparison.Ordinal);
        Assert.Equal("https://api.exemple.fr/fhir/Practitioner", FhirClient.Link(await configured.GetAsync("/fhir/Practitioner"), "self"));
    }
}
