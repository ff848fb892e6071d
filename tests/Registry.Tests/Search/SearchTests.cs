using System.Text;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.Protos.Formats;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Search;

public sealed class SearchTests
{
    [Theory]
    [OneEngine("épreuve", "", "", "", "D'ÉPREUVE Jean Louis")]
    [OneEngine("D EPREUVE", "", "", "", "D'ÉPREUVE Jean Louis")]
    [OneEngine("mar", "", "", "", "Martin ANNE|MARTIN Jean|MARTINEZ Anne-Lise|DUPONT-MARTIN Zoé")]
    [OneEngine("dupont mar", "", "", "", "DUPONT-MARTIN Zoé")]
    [OneEngine("martin j", "", "", "", "")]
    [OneEngine("MARTIN", "jean", "", "", "MARTIN Jean")]
    [OneEngine("", "LOUIS", "", "", "D'ÉPREUVE Jean Louis")]
    [OneEngine("", "jean", "", "", "MARTIN Jean|D'ÉPREUVE Jean Louis")]
    [OneEngine("", "lise", "", "", "MARTINEZ Anne-Lise")]
    [OneEngine("mar", "anne", "75", "", "Martin ANNE")]
    [OneEngine("mar", "", "", "SM04", "MARTIN Jean")]
    [OneEngine("", "", "13", "", "DUPONT-MARTIN Zoé|MARTINEZ Anne-Lise")]
    [OneEngine("", "", "13", "SM04", "")]
    [OneEngine("", "", "", "SM04", "D'ÉPREUVE Jean Louis|MARTIN Jean")]
    [OneEngine("xyz", "", "", "", "")]
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
    [OneEngine("d", "", "", "")]
    [OneEngine("", "jean", "", "")]
    [OneEngine("m", "m", "", "")]
    [OneEngine("", "", "75", "")]
    [OneEngine("", "", "", "SM53")]
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

    [Theory]
    [OneEngine("d", "", "")]
    [OneEngine("", "an", "")]
    [OneEngine("", "", "j")]
    public async Task SearchPhysicians_PagesWhileOthersAreRenamed_ShowTheUnchangedOnceInOrder(SqlEngine engine, string family, string given, string name)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        var (file, _) = await InventedRegister.BytesAsync(new InventedFile { Physicians = 800 });
        await app.ImportAsync(file);
        var client = await app.PhysiciansAsync();
        var request = new SearchPhysiciansRequest { FamilyName = family, GivenName = given, Name = name };
        var before = await AllAsync(client, new SearchPhysiciansRequest(request), _ => Task.CompletedTask);
        Assert.True(before.Count > 10, $"{before.Count} found");

        var turn = 0;
        var during = await AllAsync(client, new SearchPhysiciansRequest(request) { PageSize = before.Count / 5 }, _ => app.ImportAsync(Renamed(file, turn++)));

        Assert.True(turn > 3);
        var unchanged = before.Where(row => !IsRenamed(row[^11..])).ToList();
        Assert.NotEqual(unchanged.Count, before.Count);
        Assert.Equal(unchanged, during.Where(unchanged.Contains));
    }

    [Theory, Engines]
    public async Task SearchPhysicians_AnotherReplicaWrites_FindsAtOnce(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using var writer = await RegistryApp.StartAsync(store);
        await using var reader = await RegistryApp.StartAsync(store);
        await ImportAsync(writer, first: 0);
        var client = await reader.PhysiciansAsync();
        Assert.NotEmpty((await client.SearchPhysiciansAsync(new SearchPhysiciansRequest { Council = "75" })).Physicians);

        await writer.ImportAsync(new RegisterFile().Line(family: "ZÉBULON"));
        Assert.Equal(RegisterFile.Anne, Assert.Single((await client.SearchPhysiciansAsync(new SearchPhysiciansRequest { Name = "zebulon" })).Physicians).Rpps);
        await writer.ImportAsync(new RegisterFile().Line(family: "YOTTA"));
        Assert.Empty((await client.SearchPhysiciansAsync(new SearchPhysiciansRequest { Name = "zebulon" })).Physicians);
        Assert.Single((await client.SearchPhysiciansAsync(new SearchPhysiciansRequest { Name = "yotta" })).Physicians);

        // A replica that starts on a full register must answer its first search fully.
        await using var late = await RegistryApp.StartAsync(store);
        Assert.Single((await (await late.PhysiciansAsync()).SearchPhysiciansAsync(new SearchPhysiciansRequest { Name = "yotta" })).Physicians);
    }

    [Theory, Engines]
    public async Task SearchPhysicians_BadRequest_NamesFields(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await ImportAsync(app, first: 0);
        var client = await app.PhysiciansAsync();

        await Faults.InvalidAsync(client.SearchPhysiciansAsync(new SearchPhysiciansRequest()), "name");
        await Faults.InvalidAsync(client.SearchPhysiciansAsync(new SearchPhysiciansRequest
        {
            FamilyName = "--", GivenName = new string('x', 101), Council = "20", Specialty = "4", Specialties = { "SM04", "S" }, Municipality = "7500", Mode = "X",
            Status = (SoughtStatus)9, WeakestMatch = (MatchKind)9, PageSize = 201, PageToken = "%",
        }), "family_name", "given_name", "municipality", "council", "specialty", "specialties", "mode", "status", "weakest_match", "page_size", "page_token");
        await Faults.InvalidAsync(client.SearchPhysiciansAsync(new SearchPhysiciansRequest { Name = "jean", FamilyName = "d" }), "name");
        await Faults.InvalidAsync(client.SearchPhysiciansAsync(new SearchPhysiciansRequest { Name = "a b c d e f g h i j k" }), "name");
        await Faults.InvalidAsync(client.SearchPhysiciansAsync(new SearchPhysiciansRequest { Municipality = "?" }), "municipality");
        await Faults.InvalidAsync(
            client.SearchPhysiciansAsync(new SearchPhysiciansRequest { FamilyName = "É\uFFFE", GivenName = "\uFFFF", Municipality = "\uFFFEParis" }), "family_name", "given_name", "municipality");
        var first = await client.SearchPhysiciansAsync(new SearchPhysiciansRequest { FamilyName = "d", PageSize = 1 });
        await Faults.InvalidAsync(
            client.SearchPhysiciansAsync(new SearchPhysiciansRequest { FamilyName = "du", PageSize = 1, PageToken = first.NextPageToken }), "page_token");
    }

    [Theory, Engines]
    public async Task SearchPhysicians_TokenOfASearchThatDiffersInOneCriterion_IsRefused(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await ImportAsync(app, first: 0);
        var client = await app.PhysiciansAsync();
        var request = new SearchPhysiciansRequest { FamilyName = "d", Status = SoughtStatus.Any, PageSize = 1 };
        request.PageToken = (await client.SearchPhysiciansAsync(request)).NextPageToken;
        Action<SearchPhysiciansRequest>[] others =
        [
            other => (other.Name, other.FamilyName) = (other.FamilyName, ""),
            other => (other.GivenName, other.FamilyName) = (other.FamilyName, ""),
            other => other.GivenName = "a",
            other => other.Council = "75",
            other => other.Specialty = "SM04",
            other => other.Specialties.Add("SM53"),
            other => other.Municipality = "75011",
            other => other.Mode = "L",
            other => other.Status = SoughtStatus.MayPractise,
            other => other.WeakestMatch = MatchKind.Exact,
        ];

        foreach (var change in others)
        {
            var other = new SearchPhysiciansRequest(request);
            change(other);
            await Faults.InvalidAsync(client.SearchPhysiciansAsync(other), "page_token");
        }

        // The page size is not a criterion and may change.
        Assert.NotEmpty((await client.SearchPhysiciansAsync(new SearchPhysiciansRequest(request) { PageSize = 2 })).Physicians);
    }

    private static string Rpps(int n) => RppsNumber.WithKey(1_050_000_000 + n).Value;

    private static bool IsRenamed(string rpps) => rpps[^2] is '3' or '7';

    /// <summary>The file with another name for the physicians of <see cref="IsRenamed"/>; the name alternates with the turn.</summary>
    private static byte[] Renamed(byte[] file, int turn)
    {
        var lines = Encoding.UTF8.GetString(file).Split('\n').Select(line => line.Split('|')).ToList();
        foreach (var cells in lines.Where(cells => cells.Length > 8 && cells[1].Length == 11 && IsRenamed(cells[1])))
            (cells[7], cells[8]) = turn % 2 == 0 ? ("ADAM", "ANNE") : ("ZÉDÉ", "JEAN");
        return Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(cells => string.Join('|', cells))));
    }

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
            all.AddRange(response.Physicians.Select(person => $"{(int)person.Match} {NameKey.Sort(NameKey.Of(person.FamilyName), NameKey.Of(person.GivenName))} {person.Rpps}"));
            if (response.NextPageToken.Length == 0)
                return all;
            request.PageToken = response.NextPageToken;
            await between(page);
        }
    }
}
