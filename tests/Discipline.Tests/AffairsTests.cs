using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

public class AffairsTests
{
    [Theory, Engines]
    public async Task OpenAffair_ThreeRespondents_EachCouncilSeesItsOwnOnly(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);

        var affair = await app.OpenAsync(DisciplineApp.Doctor62, DisciplineApp.Doctor75, DisciplineApp.Doctor81);

        Assert.Equal(["62", "75", "81"], affair.Cases.Select(found => found.Council));
        foreach (var own in affair.Cases)
        {
            var cases = await app.CasesAsync($"cdom-{own.Council}");
            var list = await cases.ListCasesAsync(new ListCasesRequest());
            Assert.Equal([own.CaseId], list.Cases.Select(found => found.CaseId));

            var shown = (await cases.GetCaseAsync(new GetCaseRequest { CaseId = own.CaseId })).Case;
            Assert.Equal(own.Rpps, shown.Rpps);
            Assert.Equal(DisciplineApp.Facts, shown.Facts);
            Assert.Equal(CaseStatus.Opened, shown.Status);
            // A council sees neither the other respondents nor their count, nor the affair that links the cases.
            Assert.Equal("", shown.AffairId);
            foreach (var other in affair.Cases.Where(other => other != own))
            {
                Assert.DoesNotContain(other.Rpps, shown.ToString(), StringComparison.Ordinal);
                await Faults.FailsAsync(StatusCode.NotFound, cases.GetCaseAsync(new GetCaseRequest { CaseId = other.CaseId }));
                Assert.Empty((await cases.ListCasesAsync(new ListCasesRequest { Rpps = other.Rpps })).Cases);
                Assert.Empty((await cases.ListCasesAsync(new ListCasesRequest { Council = other.Council })).Cases);
            }
        }

        var national = await app.CasesAsync("cnom-discipline");
        Assert.Equal(3, (await national.ListCasesAsync(new ListCasesRequest())).Cases.Count);
        Assert.Equal(affair.AffairId, (await national.GetCaseAsync(new GetCaseRequest { CaseId = affair.Cases[0].CaseId })).Case.AffairId);
    }

    [Theory, Engines]
    public async Task GetAffair_AndListAffairs_AnswerWhatWasOpened(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var affairs = await app.AffairsAsync();
        var first = await app.OpenAsync(DisciplineApp.Doctor62);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await app.OpenAsync(DisciplineApp.Doctor75, DisciplineApp.Doctor81);

        Assert.Equal(second, (await affairs.GetAffairAsync(new GetAffairRequest { AffairId = second.AffairId })).Affair);
        await Faults.FailsAsync(StatusCode.NotFound, affairs.GetAffairAsync(new GetAffairRequest { AffairId = Requests.Id() }));
        await Faults.InvalidAsync(affairs.GetAffairAsync(new GetAffairRequest { AffairId = "x" }), "affair_id");

        var page = await affairs.ListAffairsAsync(new ListAffairsRequest { PageSize = 1 });
        Assert.Equal((second.AffairId, 2), (page.Affairs.Single().AffairId, page.Affairs.Single().RespondentCount));
        var next = await affairs.ListAffairsAsync(new ListAffairsRequest { PageSize = 1, PageToken = page.NextPageToken });
        Assert.Equal(first.AffairId, next.Affairs.Single().AffairId);
        Assert.Equal("", next.NextPageToken);
        await Faults.InvalidAsync(affairs.ListAffairsAsync(new ListAffairsRequest { PageSize = 201, PageToken = "x" }), "page_size", "page_token");
    }

    private static readonly Dictionary<string, (string Text, string[] Found)> Searches = new()
    {
        ["Search_AccentsAndCapitals_MakeNoDifference"] = ("écran ECHANGE", ["Échange d'écrans à l'hôpital"]),
        ["Search_BeginningsInAnyOrder_AreEnough"] = ("hopit echan", ["Échange d'écrans à l'hôpital"]),
        ["Search_Ligature_IsItsLetters"] = ("cœur coeur", ["Publicité du COEUR"]),
        ["Search_EndOfAWord_IsNoWord"] = ("change", []),
        ["Search_SeveralAffairs_MostRecentFirst"] = ("publicite", ["Publicité du COEUR", "Une publicité"]),
        ["Search_OneWordThatIsMissing_FindsNothing"] = ("publicité hôpital", []),
    };

    [Theory, EachCase(nameof(Searches))]
    public async Task Search(SqlEngine engine, string name)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var affairs = await app.AffairsAsync();
        foreach (var title in new[] { "Une publicité", "Échange d'écrans à l'hôpital", "Publicité du COEUR" })
        {
            var request = Requests.Open(DisciplineApp.Doctor75);
            request.Title = title;
            await affairs.OpenAffairAsync(request);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(
            Searches[name].Found,
            (await affairs.ListAffairsAsync(new ListAffairsRequest { Text = Searches[name].Text })).Affairs.Select(affair => affair.Title));
    }

    [Theory, Engines]
    public async Task ListAffairs_Text_PagesThroughWhatItFinds(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var affairs = await app.AffairsAsync();
        for (var i = 0; i < 6; i++)
        {
            var request = Requests.Open(DisciplineApp.Doctor75);
            request.Title = i % 2 == 0 ? $"Été {i}" : $"Hiver {i}";
            await affairs.OpenAffairAsync(request);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var asked = new ListAffairsRequest { Text = "ete", PageSize = 2 };
        var first = await affairs.ListAffairsAsync(asked);
        asked.PageToken = first.NextPageToken;
        var second = await affairs.ListAffairsAsync(asked);

        Assert.Equal(["Été 4", "Été 2", "Été 0"], first.Affairs.Concat(second.Affairs).Select(affair => affair.Title));
        Assert.Equal("", second.NextPageToken);
    }

    [Theory, OneEngine]
    public async Task ListAffairs_TextWithoutWordsOrTooLong_IsRefused(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var affairs = await app.AffairsAsync();

        foreach (var text in new[] { " ' ", new string('a', 201) })
            await Faults.InvalidAsync(affairs.ListAffairsAsync(new ListAffairsRequest { Text = text }), "text");
    }

    [Theory, Engines]
    public async Task OpenAffair_BadFields_NamesEachAndWritesNothing(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var affairs = await app.AffairsAsync();
        var wrongKey = DisciplineApp.Doctor75[..10] + (char)('0' + ((DisciplineApp.Doctor75[10] - '0' + 1) % 10));

        var request = Requests.Open(DisciplineApp.Doctor75, wrongKey, DisciplineApp.Doctor75, "123");
        request.RequestId = "1";
        request.Title = " ";
        request.Facts = new string('x', 20_001);
        request.FactsOn = Requests.Day(2026, 3, 11);
        await Faults.InvalidAsync(affairs.OpenAffairAsync(request),
            "request_id", "title", "facts", "facts_on", "respondents[1].rpps", "respondents[2].rpps", "respondents[3].rpps");
        await Faults.InvalidAsync(affairs.OpenAffairAsync(Requests.Open()), "respondents");
        await Faults.InvalidAsync(affairs.OpenAffairAsync(Requests.Open([.. Enumerable.Range(0, 201).Select(Physicians.Rpps)])), "respondents");

        Assert.Empty(app.Register.Calls);
        Assert.Equal(0, await app.CountAsync("affairs"));
        Assert.Equal(0, await app.CountAsync("audit_entries"));
    }

    [Theory, Engines]
    public async Task OpenAffair_UnknownPhysicianOrCouncil_NamesThemAndWritesNothing(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.Register.Councils[Physicians.Rpps(7)] = "";
        app.Register.Councils[Physicians.Rpps(8)] = "99";

        await Faults.InvalidAsync(
            (await app.AffairsAsync()).OpenAffairAsync(Requests.Open(DisciplineApp.Doctor75, Physicians.Rpps(1), Physicians.Rpps(7), Physicians.Rpps(8))),
            "respondents[1].rpps", "respondents[2].rpps", "respondents[3].rpps");

        Assert.Equal(0, await app.CountAsync("affairs"));
        Assert.Equal(0, await app.CountAsync("cases"));
    }

    [Theory, Engines]
    public async Task OpenAffair_TwoHundredRespondents_AreDispatchedInOrder(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        string[] councils = ["62", "75", "81"];
        var numbers = Enumerable.Range(0, 200).Select(Physicians.Rpps).ToArray();
        for (var i = 0; i < numbers.Length; i++)
            app.Register.Councils[numbers[i]] = councils[i % 3];

        var affair = await app.OpenAsync(numbers);

        Assert.Equal(numbers.Select((number, i) => (number, councils[i % 3])), affair.Cases.Select(found => (found.Rpps, found.Council)));
    }

    [Theory, Engines]
    public async Task OpenAffair_RegisterAway_IsUnavailableAndWritesNothing(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var affairs = await app.AffairsAsync();
        var request = Requests.Open(DisciplineApp.Doctor62, DisciplineApp.Doctor75);

        app.Register.FailNext(1);
        await Faults.ReasonAsync(StatusCode.Unavailable, Reasons.DependencyUnavailable, affairs.OpenAffairAsync(request));
        Assert.Equal(0, await app.CountAsync("affairs"));

        // The same request id goes through once the register is back.
        app.Register.FailNext(0);
        Assert.Equal(2, (await affairs.OpenAffairAsync(request)).Affair.Cases.Count);

        await app.Register.DisposeAsync();
        await Faults.ReasonAsync(StatusCode.Unavailable, Reasons.DependencyUnavailable, affairs.OpenAffairAsync(Requests.Open(DisciplineApp.Doctor81)));
        Assert.Equal(1, await app.CountAsync("affairs"));
    }

    [Fact]
    public async Task OpenAffair_AsksTheRegister_AsItselfForThePerson()
    {
        await using var app = await DisciplineApp.StartAsync(SqlEngine.Sqlite);

        await app.OpenAsync(DisciplineApp.Doctor62);

        var call = Assert.Single(app.Register.Calls);
        Assert.Equal("svc-discipline", Subject(call.Token["Bearer ".Length..]));
        Assert.Equal("cnom-discipline", Subject(call.OnBehalfOf));
        // Whoever receives them can use neither elsewhere.
        Assert.Equal(["ordre-registry"], Audiences(call.Token["Bearer ".Length..]));
        Assert.Equal(["ordre-registry"], Audiences(call.OnBehalfOf));

        static string Subject(string token) => new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token).Subject;
        static IEnumerable<string> Audiences(string token) => new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(token).Audiences;
    }

    [Theory, Engines]
    public async Task OpenAffair_SameRequestId_AnswersOnceAndRefusesAnotherBody(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var affairs = await app.AffairsAsync();
        var request = Requests.Open(DisciplineApp.Doctor62);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => await affairs.OpenAffairAsync(request)));

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal(1, await app.CountAsync("affairs"));
        request.Title = "Autre";
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, affairs.OpenAffairAsync(request));
    }

    [Theory, Engines]
    public async Task ListCases_PagesAndFilters(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        for (var i = 0; i < 3; i++)
        {
            await app.OpenAsync(DisciplineApp.Doctor62, DisciplineApp.Doctor75);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var prepared = await app.PreparedAsync();
        var cases = await app.CasesAsync("cdom-75");
        var seen = new List<CaseSummary>();
        var token = "";
        do
        {
            var page = await cases.ListCasesAsync(new ListCasesRequest { PageSize = 2, PageToken = token });
            seen.AddRange(page.Cases);
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        Assert.Equal(4, seen.Select(found => found.CaseId).Distinct().Count());
        Assert.All(seen, found => Assert.Equal("75", found.Council));
        Assert.Equal(seen.Select(found => found.CaseId).OrderDescending(StringComparer.Ordinal), seen.Select(found => found.CaseId));
        var filtered = await cases.ListCasesAsync(new ListCasesRequest { Status = CaseStatus.ReferralPrepared, Rpps = DisciplineApp.Doctor75, Council = "75" });
        Assert.Equal([prepared.CaseId], filtered.Cases.Select(found => found.CaseId));
        await Faults.InvalidAsync(
            cases.ListCasesAsync(new ListCasesRequest { Council = "99", Rpps = "1", PageSize = -1, PageToken = "x", Status = (CaseStatus)77 }),
            "council", "rpps", "page_size", "page_token", "status");
    }
}
