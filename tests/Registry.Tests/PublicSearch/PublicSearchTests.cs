using System.Net;
using System.Text.Json;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using OrdreCouncils.Tests.Testing.Fuzz;
using static OrdreCouncils.Tests.Registry.NumberedFile;

namespace OrdreCouncils.Tests.Registry.PublicSearch;

/// <summary>The search that anybody may use, limited to the list of CSP D.4113-121.</summary>
public sealed class PublicSearchTests
{
    [Theory, Engines]
    public async Task Search_ByName_ShowsTheFourItemsOfPhysiciansInPracticeAlone(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile()
            .Line(Rpps(1), "ESSAI", "Anne", town: "Paris", specialty: "SM04")
            .Line(Rpps(2), "ESSAI", "Sans-Lieu", mode: "", structure: "", postalCode: "", town: "")
            .Line(Rpps(3), "ESSAI", "Interdit")
            .Line(Rpps(4), "ESSAI", "Radié")
            .Line(Rpps(5), "ESSAI", "Fonctions"));
        await app.SanctionAsync(Rpps(3), RestrictingSanction.BanFromPractice, RegistryApp.Today, RegistryApp.Today.AddDays(10));
        await app.SanctionAsync(Rpps(4), RestrictingSanction.Radiation, RegistryApp.Today);
        await app.SanctionAsync(Rpps(5), RestrictingSanction.BanFromFunctions, RegistryApp.Today, RegistryApp.Today.AddDays(10));

        using var found = await JsonAsync(app, "nom=essai");

        Assert.False(found.RootElement.GetProperty("more").GetBoolean());
        Assert.Equal(["Anne", "Fonctions"], Names(found));
        Assert.Equal(
            $$$"""{"rpps":"{{{Rpps(1)}}}","family_name":"ESSAI","given_name":"Anne","title":"DR","qualifications":[{"code":"SM04","label":"Spécialité SM04"}],"practices":[{"structure":"CABINET ESSAI","postal_code":"75011","town":"Paris"}],"sounds_alike":false}""",
            JsonSerializer.Serialize(found.RootElement.GetProperty("physicians")[0], Readable));
    }

    [Fact]
    public async Task Search_BanOver_IsFoundAgain()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(new RegisterFile().Line(Rpps(1), "ESSAI", "Anne"));
        await app.SanctionAsync(Rpps(1), RestrictingSanction.BanFromPractice, RegistryApp.Today, RegistryApp.Today.AddDays(10));
        using (var during = await JsonAsync(app, "nom=essai"))
            Assert.Empty(Names(during));

        app.App.Clock.Advance(TimeSpan.FromDays(11));

        using var after = await JsonAsync(app, "nom=essai");
        Assert.Equal(["Anne"], Names(after));
    }

    [Theory]
    [InlineData("nom=essai+anne", "Anne")]
    [InlineData("nom=ess", "Anne|Bruno")]
    [InlineData("nom=essai&lieu=13001", "Bruno")]
    [InlineData("lieu=St+Denis&specialite=SM04", "Anne")]
    [InlineData("lieu=97400&specialite=SM53", "")]
    [InlineData("nom=essai&specialite=SM53", "Bruno")]
    public async Task Search_Criteria_AllMatch(string query, string found)
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(new RegisterFile()
            .Line(Rpps(1), "ESSAI", "Anne", specialty: "SM04", postalCode: "97400", town: "SAINT-DENIS")
            .Line(Rpps(2), "ESSAI", "Bruno", specialty: "SM53", postalCode: "13001", town: "MARSEILLE"));

        using var json = await JsonAsync(app, query);

        Assert.Equal(found, string.Join('|', Names(json)));
    }

    /// <summary>Capacities and the like are no part of the public list, nor are mode, kind, category, civility and numbers of structures.</summary>
    [Fact]
    public async Task Search_QualificationsBesideTheActivity_AreNotShownNorFound()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(new RegisterFile().Line(Rpps(1), "ESSAI", "Anne", specialty: "SM04")
            .Raw($"8|{Rpps(1)}|DR|MME|ESSAI|Anne|10|C|CAPA|SM99|Capacité|S|CENTRE ESSAI|75011|Ville|"));

        using var found = await JsonAsync(app, "nom=essai");

        var physician = found.RootElement.GetProperty("physicians")[0];
        Assert.Equal(["rpps", "family_name", "given_name", "title", "qualifications", "practices", "sounds_alike"], physician.EnumerateObject().Select(one => one.Name));
        Assert.Equal(["SM04"], physician.GetProperty("qualifications").EnumerateArray().Select(held => held.GetProperty("code").GetString()));
        Assert.All(physician.GetProperty("practices").EnumerateArray(), place => Assert.Equal(["structure", "postal_code", "town"], place.EnumerateObject().Select(one => one.Name)));
        using var hidden = await JsonAsync(app, "nom=essai&specialite=SM99");
        Assert.Empty(Names(hidden));
        Assert.DoesNotContain("SM99", await PageAsync(app, "nom=essai"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_MoreThanOnePage_ShowsTheFirstTwentyAndSaysSo()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        var file = new RegisterFile();
        for (var number = 1; number <= 21; number++)
            file.Line(Rpps(number), "ESSAI", $"Anne {(char)('a' + number)}");
        await app.ImportAsync(file);

        using var json = await JsonAsync(app, "nom=essai");

        Assert.True(json.RootElement.GetProperty("more").GetBoolean());
        Assert.Equal(20, Names(json).Count);
        Assert.Contains("Les 20 premiers médecins", await PageAsync(app, "nom=essai"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nom=a", "nom")]
    [InlineData("nom=%25%25", "nom")]
    [InlineData("nom=ab%00c", "nom")]
    [InlineData("nom=a+b+c+d+e+f+g+h+i+j+k", "nom")]
    [InlineData("lieu=75011", "nom")]
    [InlineData("specialite=SM04", "nom")]
    [InlineData("lieu=7501&nom=essai", "lieu")]
    [InlineData("lieu=750111&nom=essai", "lieu")]
    [InlineData("lieu=%25&nom=essai", "lieu")]
    [InlineData("lieu=par%00is&nom=essai", "lieu")]
    [InlineData("lieu=par%E2%80%AEis&nom=essai", "lieu")]
    [InlineData("lieu={101}&nom=essai", "lieu")]
    [InlineData("nom={101}", "nom")]
    [InlineData("nom=%C2%AD%C2%ADa", "nom")]
    [InlineData("nom=1234", "nom")]
    [InlineData("nom=essai&specialite=SM04,SM53", "specialite")]
    [InlineData("nom=essai&specialite=cardio", "specialite")]
    [InlineData("", "nom")]
    public async Task Search_BadInput_NamesTheField(string query, string field)
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(new RegisterFile().Line());

        query = query.Replace("{101}", new string('a', 101), StringComparison.Ordinal);
        using var response = await GetAsync(app, query, "application/json");
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal([field], problem.RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name));
        if (query.Length == 0)
            return;
        using var page = await GetAsync(app, query, "text/html");
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Contains("role=\"alert\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_AnyText_IsAnsweredOrRefused()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(new RegisterFile().Line());
        var random = new Random(20261126);
        string[] queries = ["nom=es{0}sai", "nom=essai&lieu=pa{0}ris", "nom=essai&specialite=SM{0}4", "nom={0}{0}", "{0}=essai"];
        for (var turn = 0; turn < Storm.Cases(5_000); turn++)
        {
            var rune = random.Next(4) == 0 ? random.Next(0x100) : random.Next(0x110000);
            var text = rune is >= 0xD800 and < 0xE000 ? "%ED%A0%80" : Uri.EscapeDataString(char.ConvertFromUtf32(rune));
            using var response = await GetAsync(app, queries[turn % queries.Length].Replace("{0}", text, StringComparison.Ordinal), turn % 2 == 0 ? "application/json" : "text/html");
            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest, $"U+{rune:X4}: {response.StatusCode}");
        }
    }

    [Fact]
    public async Task Page_ShowsWhatWasTyped_Encoded_AndIsClosedToScripts()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        await app.ImportAsync(new RegisterFile().Line(Rpps(1), "ESSAI", "Anne"));

        using var response = await GetAsync(app, "nom=%3Cscript%3Eessai", "text/html");
        var page = await response.Content.ReadAsStringAsync();

        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;essai", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"SM53\">", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Contains(Rpps(1), await PageAsync(app, "nom=essai"), StringComparison.Ordinal);
        Assert.Contains("<h1>Chercher un médecin", await PageAsync(app, ""), StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Search_EachPhysicianShown_IsInTheAccessLog(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile().Line());
        using (await JsonAsync(app, "nom=essai"))
        {
        }

        var audit = await app.App.ClientAsync<AuditService.AuditServiceClient>("medecin-" + RegisterFile.Anne);
        await Until.TrueAsync(
            async () => (await audit.ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{RegisterFile.Anne}" })).Accesses
                .Any(access => access is { Actor: "public", Operation: "registry/public-search", Purpose: Purpose.Registration }),
            "the search was not shown to the physician");
    }

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static List<string> Names(JsonDocument found) =>
        [.. found.RootElement.GetProperty("physicians").EnumerateArray().Select(physician => physician.GetProperty("given_name").GetString()!)];

    private static async Task<JsonDocument> JsonAsync(RegistryApp app, string query)
    {
        using var response = await GetAsync(app, query, "application/json");
        response.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync());
    }

    private static async Task<string> PageAsync(RegistryApp app, string query)
    {
        using var response = await GetAsync(app, query, "text/html");
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }

    private static async Task<HttpResponseMessage> GetAsync(RegistryApp app, string query, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/medecins?" + query, UriKind.Relative));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await app.App.Http.SendAsync(request);
    }
}
