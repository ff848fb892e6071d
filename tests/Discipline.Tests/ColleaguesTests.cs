using Grpc.Core;
using OrdreCouncils.Development.Identity;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using Calendars = OrdreCouncils.Protos.Discipline.V1.CalendarsService.CalendarsServiceClient;
using Directory = OrdreCouncils.Protos.Common.V1.DirectoryService.DirectoryServiceClient;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Names of colleagues, which each store keeps from the tokens of those who change something in it.</summary>
public class ColleaguesTests
{
    private const string Clerk = "cdom-75";
    private const string National = "chambre-nationale";

    [Theory, Engines]
    public async Task GetColleagues_AfterTheirChanges_NamesTheOwnBodyAndNationalBodies(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        foreach (var identity in new[] { Clerk, "cdom-13", "chambre-ile-de-france", National })
            await ChangeAsync(app, identity);
        // A read keeps nothing.
        await (await app.CasesAsync("cdom-62")).ListCasesAsync(new ListCasesRequest());

        string[] asked = [National, Clerk, "cdom-13", Clerk, "cdom-62", "chambre-ile-de-france", "nobody"];
        var council = await GetAsync(app, "cdom-75-president", asked);
        var chamber = await GetAsync(app, "chambre-ile-de-france", asked);
        var national = await GetAsync(app, "cnom-discipline", asked);

        Assert.Equal(
            [
                (National, Name(National), "national_chamber_registry"), (Clerk, Name(Clerk), "council 75"), ("cdom-13", "", "council 13"),
                ("chambre-ile-de-france", "", "chamber ile-de-france"),
            ],
            council);
        Assert.Equal([Name(National), "", "", Name("chambre-ile-de-france")], chamber.Select(found => found.Name));
        Assert.Equal([Name(National), Name(Clerk), Name("cdom-13"), Name("chambre-ile-de-france")], national.Select(found => found.Name));
        Assert.All(national, found => Assert.NotEqual("", found.Name));
    }

    [Theory, Engines]
    public async Task Change_OfAKnownColleague_IsKeptOnceADayOrWhenTheTokenSaysOtherwise(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        await ChangeAsync(app, Clerk);
        var first = await SeenAtAsync(app);
        app.Clock.Advance(TimeSpan.FromHours(23));
        await ChangeAsync(app, Clerk);
        Assert.Equal(first, await SeenAtAsync(app));

        await ChangeAsync(await NamedAsync(app, "Camille Épreuve"));

        var second = await SeenAtAsync(app);
        Assert.True(second > first);
        Assert.Equal("Camille Épreuve", Assert.Single(await GetAsync(app, Clerk, Clerk)).Name);
        app.Clock.Advance(TimeSpan.FromHours(25));
        await ChangeAsync(await NamedAsync(app, "Camille Épreuve"));
        Assert.True(await SeenAtAsync(app) > second);
    }

    [Theory, OneEngine]
    public async Task Change_TokenWithoutAReadableName_KeepsTheNameBefore(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        await ChangeAsync(await NamedAsync(app, "Camille Épreuve"));
        foreach (var name in new[] { "", "a\u0007b", new string('a', 201) })
            await ChangeAsync(await NamedAsync(app, name));

        Assert.Equal("Camille Épreuve", Assert.Single(await GetAsync(app, Clerk, Clerk)).Name);
    }

    [Theory, Engines]
    public async Task Change_WhoseColleagueCannotBeKept_IsAnswered(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        await app.Service.Database.WriteAsync(async sql => await sql.ExecuteAsync("alter table colleagues rename to gone") >= -1, CancellationToken.None);

        await ChangeAsync(app, Clerk);

        Assert.Contains(app.Service.Logs.All, line => line.Contains("The name of a colleague was not kept", StringComparison.Ordinal));
    }

    [Theory, OneEngine]
    public async Task GetColleagues_BadSubjectsOrNoColleague_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var client = await app.ClientAsync<Directory>(Clerk);

        await Faults.InvalidAsync(client.GetColleaguesAsync(new GetColleaguesRequest()), "subjects");
        await Faults.InvalidAsync(
            client.GetColleaguesAsync(new GetColleaguesRequest { Subjects = { Enumerable.Range(0, 101).Select(i => $"s{i}") } }), "subjects");
        await Faults.InvalidAsync(
            client.GetColleaguesAsync(new GetColleaguesRequest { Subjects = { "a", "", new string('a', 301) } }), "subjects[1]", "subjects[2]");
        foreach (var (identity, reason) in new[]
        {
            ("cnam", Reasons.RoleMissing), ("cnom-audit", Reasons.RoleMissing), ("cnom-registre", Reasons.RoleMissing),
            ("cdom-75-entraide", Reasons.PurposeWall),
            ($"medecin-{DisciplineApp.Doctor75}", Reasons.PurposeWall), ("cdom-75-president@practitioner_health", Reasons.PurposeWall),
        })
        {
            await Faults.ReasonAsync(
                StatusCode.PermissionDenied, reason,
                (await app.ClientAsync<Directory>(identity)).GetColleaguesAsync(new GetColleaguesRequest { Subjects = { Clerk } }));
        }
    }

    private static string Name(string identity) => DevIdentity.Find(identity)!.Name;

    private static async Task<Calendars> NamedAsync(DisciplineApp app, string name) =>
        app.Service.ClientWithToken<Calendars>(await TestIdentities.TokenAsync(Clerk, token => token.Claims["name"] = name));

    private static async Task ChangeAsync(DisciplineApp app, string identity) => await ChangeAsync(await app.ClientAsync<Calendars>(identity));

    private static async Task ChangeAsync(Calendars client) =>
        await client.CreateCalendarFeedAsync(new CreateCalendarFeedRequest { RequestId = Requests.Id(), Label = "Agenda" });

    private static async Task<IEnumerable<(string Subject, string Name, string Body)>> GetAsync(DisciplineApp app, string caller, params string[] subjects) =>
        (await (await app.ClientAsync<Directory>(caller)).GetColleaguesAsync(new GetColleaguesRequest { Subjects = { subjects } }))
            .Colleagues.Select(found => (found.Subject, found.Name, found.Body));

    private static Task<DateTimeOffset> SeenAtAsync(DisciplineApp app) => app.Service.Database.ReadAsync(
        async sql => (await sql.QueryAsync<DateTimeOffset>("select seen_at from colleagues where subject = 'cdom-75'")).Single(), CancellationToken.None);
}
