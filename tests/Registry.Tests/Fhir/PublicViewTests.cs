using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Fhir;

/// <summary>A physician's token sees the public list of CSP D.4113-121: physicians in practice, and of them four kinds of data.</summary>
public sealed class PublicViewTests
{
    private const string Reader = "medecin-10999999997";
    private const string Has = "_has:PractitionerRole:practitioner:organization";

    [Theory, Engines("struck off"), Engines("banned"), Engines("without a place")]
    public async Task Physician_NotInPractice_IsANumberAndNothingElse(SqlEngine engine, string why)
    {
        await using var client = await StartAsync(engine, why);
        var role = Assert.Single(await client.AllAsync("/fhir/PractitionerRole?practitioner=" + RegisterFile.Jean));
        var structure = (string)role["organization"]!["reference"]!;
        var path = "/fhir/Practitioner/" + RegisterFile.Anne;

        var resource = await client.GetAsync(path, Reader);

        Assert.Equal(["resourceType", "id", "meta", "language", "identifier", "active"], resource.AsObject().Select(pair => pair.Key));
        Assert.False((bool)resource["active"]!);
        Assert.NotNull((await client.GetAsync("/fhir/Practitioner/" + RegisterFile.Jean, Reader))["name"]);
        foreach (var hidden in new[] { "family=essai,autre", "name=anne,jean", "given=anne,jean", "family:contains=a,e", "qualification-code=SM53", "qualification-code=10", $"{Has}={structure}", Has + ".name=cabinet" })
            Assert.Equal($"{hidden} {RegisterFile.Jean}", $"{hidden} {string.Join(',', await client.IdsAsync("/fhir/Practitioner?" + hidden, identity: Reader))}");
        foreach (var shown in new[] { "active=false", "_id=" + RegisterFile.Anne, "identifier=" + RegisterFile.Anne, "active=false&identifier-type=RPPS" })
            Assert.Equal($"{shown} {RegisterFile.Anne}", $"{shown} {string.Join(',', await client.IdsAsync("/fhir/Practitioner?" + shown, identity: Reader))}");
        foreach (var (query, total) in new[] { ("", 2), ("active=true", 1), ("active=false", 1), ("family=a,e", 1), ("qualification-code=SM53", 1) })
            Assert.Equal($"{query} {total}", $"{query} {(await client.GetAsync($"/fhir/Practitioner?{query}&_count=0", Reader))["total"]}");
        Assert.Empty(await client.IdsAsync("/fhir/Organization?_has:PractitionerRole:organization:practitioner=" + RegisterFile.Anne, identity: Reader));
        Assert.Equal([(string)role["id"]!], await client.IdsAsync($"/fhir/PractitionerRole?organization={structure}", identity: Reader));
        Assert.Equal([(string)role["id"]!], await client.IdsAsync("/fhir/PractitionerRole?specialty=SM53", identity: Reader));
        Assert.All(
            await client.AllAsync("/fhir/PractitionerRole?practitioner=" + RegisterFile.Anne, identity: Reader),
            one => Assert.Equal(["resourceType", "id", "meta", "language", "identifier", "active"], one.AsObject().Select(pair => pair.Key)));
    }

    [Theory, Engines]
    public async Task Physician_InPractice_ShowsFourKindsOfDataOnly(SqlEngine engine)
    {
        await using var client = await FhirClient.StartAsync(engine);
        await client.App.ImportAsync("""
            Type d'identifiant PP|Identifiant PP|Code civilité d'exercice|Code civilité|Nom d'exercice|Prénom d'exercice|Code profession|Code catégorie professionnelle|Code type savoir-faire|Code savoir-faire|Libellé savoir-faire|Code mode exercice|Raison sociale site|Code genre activité
            8|10123456781|DR|MME|ESSAI|ANNE|10|C|S|SM04|Cardiologie|L|CABINET ESSAI|GENR01
            8|10123456781|DR|MME|ESSAI|ANNE|10|C|CAPA|CAPA01|Capacité|L|CABINET ESSAI|GENR01

            """);
        var path = "/fhir/Practitioner/" + RegisterFile.Anne;

        var (all, few) = (await client.GetAsync(path), await client.GetAsync(path, Reader));
        var role = Assert.Single(await client.AllAsync("/fhir/PractitionerRole?practitioner=" + RegisterFile.Anne, identity: Reader));

        Assert.Equal(["use", "text", "family", "given", "suffix"], few["name"]![0]!.AsObject().Select(pair => pair.Key));
        Assert.Equal("MME", (string?)all["name"]![0]!["prefix"]![0]);
        Assert.Equal(["10", "SM04"], few["qualification"]!.AsArray().Select(held => (string?)held!["code"]!["coding"]![0]!["code"]));
        Assert.Single(few["qualification"]![0]!["code"]!["coding"]!.AsArray());
        Assert.Equal(3, all["qualification"]!.AsArray().Count);
        Assert.Null(role["code"]);
        foreach (var hidden in new[] { "CAPA01", "https://mos.esante.gouv.fr/NOS/TRE_R09-CategorieProfessionnelle/FHIR/TRE-R09-CategorieProfessionnelle|C" })
        {
            Assert.Equal([RegisterFile.Anne], await client.IdsAsync("/fhir/Practitioner?qualification-code=" + hidden));
            Assert.Empty(await client.IdsAsync("/fhir/Practitioner?qualification-code=" + hidden, identity: Reader));
        }

        foreach (var hidden in new[] { "PractitionerRole?role=L", "Practitioner?_has:PractitionerRole:practitioner:role=L" })
            Assert.Contains("role", await client.RefusedAsync("/fhir/" + hidden, 400, Reader), StringComparison.Ordinal);
    }

    /// <summary>A ban ends by date, without a change of the register: the resources that depend on the physician get another version.</summary>
    [Theory, OneEngine]
    public async Task Role_OfABanThatEnds_HasAnotherVersion(SqlEngine engine)
    {
        await using var client = await StartAsync(engine, "banned");
        var path = "/fhir/PractitionerRole?practitioner=" + RegisterFile.Anne;
        var banned = Assert.Single(await client.AllAsync(path, identity: Reader));

        client.App.GoTo(RegistryApp.Today.AddDays(40));
        var back = Assert.Single(await client.AllAsync(path, identity: Reader));

        Assert.True((bool)back["active"]! && !(bool)banned["active"]!);
        Assert.NotEqual((string?)banned["meta"]!["versionId"], (string?)back["meta"]!["versionId"]);
        Assert.Equal([RegisterFile.Anne], await client.IdsAsync($"/fhir/Practitioner?_lastUpdated=ge{RegistryApp.Today.AddDays(30):yyyy-MM-dd}", identity: Reader));
    }

    /// <summary>The link of a partner's page does not carry the partner's rights.</summary>
    [Theory, OneEngine]
    public async Task Page_OfAPartnersLink_ShowsThePublicView(SqlEngine engine)
    {
        await using var client = await StartAsync(engine, "banned");
        var next = FhirClient.Link(await client.GetAsync("/fhir/Practitioner?_count=1"), "next")!;

        var shown = Assert.Single(FhirClient.Entries(await client.GetAsync(next, Reader), "match"));

        Assert.Equal(RegisterFile.Jean, (string?)shown["id"]);
        Assert.Null(shown["extension"]);
        Assert.Null(shown["name"]![0]!["prefix"]);
    }

    private static async Task<FhirClient> StartAsync(SqlEngine engine, string why)
    {
        var jean = new RegisterFile().Line(RegisterFile.Jean, "AUTRE", "JEAN");
        var client = await FhirClient.StartAsync(engine);
        var placed = why != "without a place";
        await client.App.ImportAsync(placed
            ? jean.Line()
            : jean.Raw($"8|{RegisterFile.Anne}|DR|MME|ESSAI-MODÈLE|ANNE|10|C|S|SM53|Spécialité SM53|||||"));
        if (why == "struck off")
            await client.App.SanctionAsync(RegisterFile.Anne, RestrictingSanction.Radiation, RegistryApp.Today);
        else if (placed)
            await client.App.SanctionAsync(RegisterFile.Anne, RestrictingSanction.BanFromPractice, RegistryApp.Today, RegistryApp.Today.AddDays(30));
        return client;
    }
}
