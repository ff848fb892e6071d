using OrdreCouncils.Local.Demo;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Physicians;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Physicians;

public sealed class SearchTests
{
    [Theory]
    [Engines("épreuve", "", "", "", "D'ÉPREUVE Jean Louis")]
    [Engines("D EPREUVE", "", "", "", "D'ÉPREUVE Jean Louis")]
    [Engines("mar", "", "", "", "DUPONT-MARTIN Zoé|Martin ANNE|MARTIN Jean|MARTINEZ Anne-Lise")]
    [Engines("dupont mar", "", "", "", "DUPONT-MARTIN Zoé")]
    [Engines("martin j", "", "", "", "")]
    [Engines("MARTIN", "jean", "", "", "MARTIN Jean")]
    [Engines("", "LOUIS", "", "", "D'ÉPREUVE Jean Louis")]
    [Engines("", "jean", "", "", "D'ÉPREUVE Jean Louis|MARTIN Jean")]
    [Engines("", "lise", "", "", "MARTINEZ Anne-Lise")]
    [Engines("mar", "anne", "75", "", "Martin ANNE")]
    [Engines("mar", "", "", "SM04", "MARTIN Jean")]
    [Engines("", "", "13", "", "DUPONT-MARTIN Zoé|MARTINEZ Anne-Lise")]
    [Engines("", "", "13", "SM04", "")]
    [Engines("", "", "", "SM04", "D'ÉPREUVE Jean Louis|MARTIN Jean")]
    [Engines("xyz", "", "", "", "")]
    public async Task SearchPhysicians_Criteria_FindsInOrder(SqlEngine engine, string family, string given, string council, string specialty, string found)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(new RegisterFile()
            .Line(Rpps(1), "MARTIN", "Jean", specialty: "SM04")
            .Line(Rpps(2), "Martin", "ANNE")
            .Line(Rpps(3), "DUPONT-MARTIN", "Zoé", postalCode: "13001")
            .Line(Rpps(4), "MARTINEZ", "Anne-Lise", postalCode: "13002")
            .Line(Rpps(5), "D'ÉPREUVE", "Jean Louis", specialty: "SM04", postalCode: "97200"));

        var response = await (await app.PhysiciansAsync()).SearchPhysiciansAsync(
            new SearchPhysiciansRequest { FamilyName = family, GivenName = given, Council = council, Specialty = specialty });

        Assert.Equal(found, string.Join('|', response.Physicians.Select(person => $"{person.FamilyName} {person.GivenName}")));
        Assert.Empty(response.NextPageToken);
        Assert.All(response.Physicians, person => Assert.Equal(RegistrationStatus.Registered, person.Status));
        Assert.All(response.Physicians, person => Assert.StartsWith("SM", Assert.Single(person.Specialties).Code, StringComparison.Ordinal));
    }

    [Theory]
    [Engines("d", "", "", "")]
    [Engines("", "jean", "", "")]
    [Engines("m", "m", "", "")]
    [Engines("", "", "75", "")]
    [Engines("", "", "", "SM53")]
    public async Task SearchPhysicians_PagesWhileOthersEnter_NeitherRepeatNorHide(SqlEngine engine, string family, string given, string council, string specialty)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await ImportAsync(app, first: 0);
        var client = await app.PhysiciansAsync();
        var request = new SearchPhysiciansRequest { FamilyName = family, GivenName = given, Council = council, Specialty = specialty, PageSize = 200 };
        var before = await AllAsync(client, request, _ => Task.CompletedTask);
        Assert.True(before.Count > 10, $"{before.Count} found");

        var during = await AllAsync(client, new SearchPhysiciansRequest(request) { PageSize = before.Count / 5, PageToken = "" }, page => page == 2 ? ImportAsync(app, first: 800) : Task.CompletedTask);

        Assert.Equal(during.Distinct().Count(), during.Count);
        Assert.Equal(before, during.Where(before.Contains));
        Assert.Equal(during.OrderBy(row => row, StringComparer.Ordinal), during);
    }

    [Theory, Engines]
    public async Task SearchPhysicians_BadRequest_NamesFields(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await ImportAsync(app, first: 0);
        var client = await app.PhysiciansAsync();

        await Faults.InvalidAsync(client.SearchPhysiciansAsync(new SearchPhysiciansRequest()), "family_name");
        await Faults.InvalidAsync(client.SearchPhysiciansAsync(new SearchPhysiciansRequest
        {
            FamilyName = "--", GivenName = new string('x', 101), Council = "20", Specialty = "4", PageSize = 201, PageToken = "%",
        }), "family_name", "given_name", "council", "specialty", "page_size", "page_token");
        var first = await client.SearchPhysiciansAsync(new SearchPhysiciansRequest { FamilyName = "d", PageSize = 1 });
        await Faults.InvalidAsync(
            client.SearchPhysiciansAsync(new SearchPhysiciansRequest { FamilyName = "du", PageSize = 1, PageToken = first.NextPageToken }), "page_token");
    }

    [Theory, Engines]
    public async Task SearchPhysicians_EveryKind_WalksIndexes(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync((await InventedRegister.BytesAsync(new InventedFile { Physicians = 5_000 })).Bytes);
        foreach (var criteria in new SearchCriteria[]
        {
            new("du", "", "", ""), new("", "jea", "", ""), new("ma", "jea", "75", "SM53"), new("", "", "75", ""), new("", "", "69", "SM53"), new("", "", "", "SM04"),
        })
        {
            var plan = string.Join('\n', await app.App.Database.ReadAsync(async sql =>
            {
                // So few rows that PostgreSQL would rightly read them all: without that way out, only a missing index makes it do so.
                if (engine == SqlEngine.PostgreSql)
                    await sql.ExecuteAsync("set enable_seqscan = off");
                // Explaining reads nothing, and so would not notice that another connection has built the indexes since this one looked.
                await sql.ScalarAsync<long>("select count(*) from physicians where rpps = ''");
                var text = (engine == SqlEngine.PostgreSql ? "explain " : "explain query plan ") + PhysicianSearch.Text(criteria);
                var rows = await sql.QueryAsync<dynamic>(text, PhysicianSearch.Arguments(criteria, SearchCursor.Start, 51));
                return rows.Select(row => (string)(engine == SqlEngine.PostgreSql ? ((IDictionary<string, object>)row)["QUERY PLAN"] : row.detail)).ToList();
            }, default));

            Assert.DoesNotContain(engine == SqlEngine.PostgreSql ? "Seq Scan" : "SCAN p\n", plan + "\n", StringComparison.Ordinal);
        }
    }

    private static string Rpps(int n) => RppsNumber.WithKey(1_050_000_000 + n).Value;

    private static async Task ImportAsync(RegistryApp app, int first)
    {
        var (bytes, _) = await InventedRegister.BytesAsync(new InventedFile { Physicians = 800, First = first });
        await app.ImportAsync(bytes);
    }

    private static async Task<List<string>> AllAsync(PhysiciansService.PhysiciansServiceClient client, SearchPhysiciansRequest request, Func<int, Task> between)
    {
        var all = new List<string>();
        for (var page = 1; ; page++)
        {
            var response = await client.SearchPhysiciansAsync(request);
            all.AddRange(response.Physicians.Select(person => $"{NameKey.Sort(NameKey.Of(person.FamilyName), NameKey.Of(person.GivenName))} {person.Rpps}"));
            if (response.NextPageToken.Length == 0)
                return all;
            request.PageToken = response.NextPageToken;
            await between(page);
        }
    }
}
