using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Discipline.AffairLists;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

public class AffairListsTests
{
    [Theory, Engines]
    public async Task AffairList_FromImportToCouncils_IsTheStory(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var lists = await app.ListsAsync();
        var affair = await app.ImportedAsync(
            Lists.Line("ROCHÉ", DisciplineApp.Doctor75, "75011 Paris"), Lists.Line("Roche", place: "75012 Paris"),
            Lists.Line("Inconnue", DisciplineApp.Doctor81, born: "1970-02-28"), Lists.Line("Personne"), Lists.Line("Adam", DisciplineApp.Doctor62));
        app.Register.Names[DisciplineApp.Doctor62] = "Adam-Lemoine";
        await app.MatchAsync();

        var lines = await app.LinesAsync(affair);
        Assert.Equal([2, 3, 4, 5, 6], lines.Select(line => line.Number));
        Assert.Equal(
            [AffairLineState.Delivered, AffairLineState.Doubtful, AffairLineState.Doubtful, AffairLineState.Unmatched, AffairLineState.Delivered],
            lines.Select(line => line.State));
        Assert.Equal((null, "75", CaseStatus.Opened), (lines[0].Listed, lines[0].Council, lines[0].CaseStatus));
        Assert.Equal((100, "Camille Roche"), (Assert.Single(lines[0].Candidates).Score, lines[0].Candidates[0].Name));
        Assert.Equal([MatchDoubt.NoNumber, MatchDoubt.SeveralCandidates], lines[1].Doubts);
        Assert.Equal([40, 40], lines[1].Candidates.Select(candidate => candidate.Score));
        Assert.Equal([MatchDoubt.NumberOfAnother], lines[2].Doubts);
        Assert.Equal(("Inconnue", DisciplineApp.Doctor81, Requests.Day(1970, 2, 28)), (lines[2].Listed.FamilyName, lines[2].Listed.Rpps, lines[2].Listed.BornOn));
        var before = await app.DashboardAsync(affair);
        Assert.Equal((5, 5), (before.LineCount, before.LookedUpCount));
        Assert.Equal([("62", 1), ("75", 1)], before.Cases.Select(count => (count.Council, count.Count)));

        var chosen = (await lists.ChooseMatchAsync(Lists.Choose(lines[1], DisciplineApp.Colleague75))).Line;
        Assert.Equal((AffairLineState.Chosen, true, null), (chosen.State, chosen.ChosenByPerson, chosen.Listed));
        await lists.DismissLineAsync(Lists.Dismiss(lines[2]));
        await app.MatchAsync();

        lines = await app.LinesAsync(affair);
        Assert.Equal(AffairLineState.Delivered, lines[1].State);
        Assert.Equal([DisciplineApp.Colleague75], lines[1].Candidates.Select(candidate => candidate.Rpps));
        Assert.Equal(
            (AffairLineState.Dismissed, "Homonyme.", null, 0), (lines[2].State, lines[2].DismissalReason, lines[2].Listed, lines[2].Candidates.Count));
        // Each council sees its own cases and neither the list nor the affair.
        var own = (await (await app.CasesAsync("cdom-75")).ListCasesAsync(new ListCasesRequest())).Cases;
        Assert.Equal([DisciplineApp.Doctor75, DisciplineApp.Colleague75], own.Select(one => one.Rpps).Order());
        Assert.Equal("", (await app.CaseAsync(lines[1].CaseId)).AffairId);
        var dashboard = await app.DashboardAsync(affair);
        Assert.Equal(
            [(AffairLineState.Unmatched, 1), (AffairLineState.Delivered, 3), (AffairLineState.Dismissed, 1)],
            dashboard.States.Select(count => (count.State, count.Count)));
        Assert.Equal(
            [("62", CaseStatus.Opened, 1), ("75", CaseStatus.Opened, 2)], dashboard.Cases.Select(count => (count.Council, count.Status, count.Count)));
        // The work asks with the service's own token, without a person.
        Assert.All(
            app.Register.Calls.Where(call => call.Method.EndsWith("/SearchPhysicians", StringComparison.Ordinal)), call => Assert.Equal("", call.OnBehalfOf));
    }

    [Theory, Engines]
    public async Task Work_RegisterAwayThenBack_DeliversAtTheNextTryOrWhenAsked(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.Register.Away = true;
        var affair = await app.ImportedAsync(Lists.Line("Roche", DisciplineApp.Doctor75), Lists.Line("Adam", DisciplineApp.Doctor62));
        await app.MatchAsync();

        var lines = await app.LinesAsync(affair);
        Assert.All(lines, line => Assert.Equal((AffairLineState.Undeliverable, DeliveryProblem.RegisterUnavailable), (line.State, line.Problem)));
        Assert.Equal(0, (await app.DashboardAsync(affair)).LookedUpCount);
        Assert.Equal([(DeliveryProblem.RegisterUnavailable, 2)], (await app.DashboardAsync(affair)).Problems.Select(count => (count.Problem, count.Count)));

        // A second failure moves the next try and writes nothing else.
        app.Clock.AdvanceTo(lines.Max(line => line.NextTryAt.ToDateTimeOffset()));
        await app.MatchAsync();
        var again = await app.LinesAsync(affair);
        Assert.Equal(lines.Select(line => line.Etag), again.Select(line => line.Etag));
        Assert.All(again, line => Assert.True(line.NextTryAt > lines[0].NextTryAt));
        Assert.Equal(2, await AuditsAsync(app, "undelivered"));

        app.Register.Away = false;
        await (await app.ListsAsync()).RetryLineAsync(Lists.Retry(again[0]));
        await app.MatchAsync();
        Assert.Equal([AffairLineState.Delivered, AffairLineState.Undeliverable], (await app.LinesAsync(affair)).Select(line => line.State));
        app.Clock.AdvanceTo(again.Max(line => line.NextTryAt.ToDateTimeOffset()));
        await app.MatchAsync();
        await app.MatchAsync();

        Assert.All(await app.LinesAsync(affair), line => Assert.Equal(AffairLineState.Delivered, line.State));
        Assert.Equal(2, await app.CountAsync("cases"));
        Assert.Equal(2, await AuditsAsync(app, "delivered"));
    }

    [Theory, Engines]
    public async Task Work_DeceasedOrWithoutCouncil_IsShownAndTriedEachDay(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.Register.Councils[DisciplineApp.Doctor62] = "";
        app.Register.Deaths[DisciplineApp.Doctor75] = new DateOnly(2026, 1, 1);
        app.Register.Former[DisciplineApp.Doctor81] = true;
        var affair = await app.ImportedAsync(
            Lists.Line("Adam", DisciplineApp.Doctor62), Lists.Line("Roche", DisciplineApp.Doctor75), Lists.Line("Petit", DisciplineApp.Doctor81));
        await app.MatchAsync();

        var lines = await app.LinesAsync(affair);
        Assert.Equal([DeliveryProblem.NoCouncil, DeliveryProblem.Deceased, DeliveryProblem.Unspecified], lines.Select(line => line.Problem));
        Assert.All(lines.Take(2), line => Assert.Equal(DisciplineApp.Start.AddDays(1), line.NextTryAt.ToDateTimeOffset()));
        // A former physician belongs to the last council.
        Assert.Equal((AffairLineState.Delivered, "81"), (lines[2].State, lines[2].Council));
        Assert.Equal(RespondentKind.Former, (await app.CaseAsync(lines[2].CaseId, "cdom-81")).RespondentKind);

        app.Register.Councils[DisciplineApp.Doctor62] = "62";
        app.Clock.AdvanceTo(DisciplineApp.Start.AddDays(1));
        await app.MatchAsync();
        Assert.Equal(
            [AffairLineState.Delivered, AffairLineState.Undeliverable, AffairLineState.Delivered], (await app.LinesAsync(affair)).Select(line => line.State));
    }

    [Theory, Engines]
    public async Task Work_TwoReplicasAtOnce_DeliverEachLineOnce(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        await using var replica = await app.ReplicaAsync();
        AffairListWork[] works = [Work(app.Service), Work(replica)];
        // Two lines name one physician.
        var affair = await app.ImportedAsync(
            Lists.Line("Roche", DisciplineApp.Doctor75), Lists.Line("Roche", DisciplineApp.Doctor75), Lists.Line("Roche", DisciplineApp.Colleague75),
            Lists.Line("Adam", DisciplineApp.Doctor62), Lists.Line("Petit", DisciplineApp.Doctor81), Lists.Line("Lebon", DisciplineApp.Doctor974));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => works[i % 2].RunOnceAsync(CancellationToken.None)));
        await app.MatchAsync();

        var lines = await app.LinesAsync(affair);
        Assert.All(lines, line => Assert.Equal((AffairLineState.Delivered, "2"), (line.State, line.Etag)));
        Assert.Equal(lines[0].CaseId, lines[1].CaseId);
        Assert.Equal(5, await app.CountAsync("cases"));
        Assert.Equal(6, await AuditsAsync(app, "delivered"));

        static AffairListWork Work(ServiceApp service) => service.Host.Services.GetRequiredService<AffairListWork>();
    }

    [Theory, Engines]
    public async Task ImportAffairList_BadFile_NamesTheLinesAndWritesNothing(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var lists = await app.ListsAsync();
        await Faults.InvalidAsync(
            lists.ImportAffairListAsync(new ImportAffairListRequest()), "request_id", "title", "facts", "facts_on", "source", "csv");

        var bad = Lists.Import(
            Lists.Line("Roche", "10000000000"), Lists.Line("Roche", born: "28/02/1970"), Lists.Line("123"), "Roche;Camille", Lists.Line("Adam"),
            Lists.Line("Roche", born: "1899-12-31"), "Roche;12;;;");
        var fault = await Faults.FailsAsync(StatusCode.InvalidArgument, lists.ImportAffairListAsync(bad));
        Assert.Equal(["csv[2]", "csv[3]", "csv[4]", "csv[5]", "csv[7]", "csv[8]"], fault.Fields());
        Assert.DoesNotContain("Roche", fault.Status.Detail, StringComparison.Ordinal);

        foreach (var text in new[]
        {
            "", Lists.Header, "nom,prenoms\nA,B", "nom;nom;prenoms;rpps;lieu_exercice\nA;A;B;;", Lists.Header.Replace("rpps", "RPPS", StringComparison.Ordinal) + "\nA;B;;;",
        })
        {
            await RefusedAsync(ByteString.CopyFromUtf8(text), "csv");
        }

        await RefusedAsync(ByteString.CopyFrom([.. System.Text.Encoding.UTF8.GetBytes(Lists.Header + "\nRoch"), 0xE9, .. ";B;;;"u8.ToArray()]), "csv");
        await RefusedAsync(ByteString.CopyFromUtf8($"{Lists.Header}\n\"Roche;B;;;"), "csv[2]");
        await RefusedAsync(ByteString.CopyFromUtf8(Lists.Header + "\n" + new string('x', 900_000)), "csv");
        await RefusedAsync(ByteString.CopyFromUtf8(Lists.Header + "\n" + string.Concat(Enumerable.Repeat("A;B;;;\n", 2_001))), "csv");
        Assert.Equal((0, 0), (await app.CountAsync("affairs"), await app.CountAsync("affair_lines")));

        async Task RefusedAsync(ByteString csv, string field)
        {
            var request = Lists.Import();
            request.Csv = csv;
            await Faults.InvalidAsync(lists.ImportAffairListAsync(request), field);
        }
    }

    [Theory, Engines]
    public async Task ImportAffairList_RepeatedRequest_WritesOnce(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var lists = await app.ListsAsync();
        var request = Lists.Import();
        // As a spreadsheet writes it: a mark at the beginning, commas, columns in another order.
        request.Csv = ByteString.CopyFromUtf8("\uFEFFrpps,nom,prenoms,lieu_exercice,date_naissance\r\n,\"Roche\",Camille,,\r\n");

        var first = await lists.ImportAffairListAsync(request);
        Assert.Equal(first, await lists.ImportAffairListAsync(request));
        Assert.Equal((1, AffairLineState.Waiting), (first.Dashboard.LineCount, first.Dashboard.States.Single().State));
        request.Source = "Autre";
        await Faults.FailsAsync(StatusCode.AlreadyExists, lists.ImportAffairListAsync(request));
        Assert.Equal(1, await app.CountAsync("affair_lines"));
    }

    [Theory, Engines]
    public async Task Lines_Refusals_LeaveThemAsTheyAre(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var lists = await app.ListsAsync();
        var affair = await app.ImportedAsync(Lists.Line("Roche", DisciplineApp.Doctor75), Lists.Line("Roche"), Lists.Line("Personne"));
        await app.MatchAsync();
        var lines = await app.LinesAsync(affair);
        var (delivered, doubtful, unmatched) = (lines[0], lines[1], lines[2]);

        await Faults.InvalidAsync(lists.ChooseMatchAsync(new ChooseMatchRequest()), "request_id", "line_id", "rpps", "etag");
        await Faults.InvalidAsync(lists.DismissLineAsync(new DismissLineRequest()), "request_id", "line_id", "reason", "etag");
        await Faults.InvalidAsync(lists.RetryLineAsync(new RetryLineRequest()), "request_id", "line_id", "etag");
        await Faults.InvalidAsync(lists.ChooseMatchAsync(Lists.Choose(doubtful, Physicians.Rpps(999))), "rpps");
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, lists.ChooseMatchAsync(Lists.Choose(delivered, DisciplineApp.Doctor75)));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, lists.DismissLineAsync(Lists.Dismiss(delivered)));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, lists.RetryLineAsync(Lists.Retry(doubtful)));
        var absent = new AffairLine { LineId = Requests.Id(), Etag = "1" };
        await Faults.FailsAsync(StatusCode.NotFound, lists.ChooseMatchAsync(Lists.Choose(absent, DisciplineApp.Doctor75)));
        await Faults.FailsAsync(StatusCode.NotFound, lists.DismissLineAsync(Lists.Dismiss(absent)));
        await Faults.FailsAsync(StatusCode.NotFound, lists.RetryLineAsync(Lists.Retry(absent)));
        var stale = unmatched.Clone();
        stale.Etag = "1";
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, lists.ChooseMatchAsync(Lists.Choose(stale, DisciplineApp.Doctor75)));
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, lists.DismissLineAsync(Lists.Dismiss(stale)));
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, lists.RetryLineAsync(Lists.Retry(stale)));
        app.Register.Away = true;
        await Faults.FailsAsync(StatusCode.Unavailable, lists.ChooseMatchAsync(Lists.Choose(doubtful, DisciplineApp.Doctor75)));
        Assert.Equal(lines, await app.LinesAsync(affair));

        // The same choice again is the first answer; the second line of a physician joins the first one's case.
        app.Register.Away = false;
        var choice = Lists.Choose(doubtful, DisciplineApp.Doctor75);
        Assert.Equal(await lists.ChooseMatchAsync(choice), await lists.ChooseMatchAsync(choice));
        var dismissal = Lists.Dismiss(unmatched);
        Assert.Equal(await lists.DismissLineAsync(dismissal), await lists.DismissLineAsync(dismissal));
        await app.MatchAsync();
        Assert.Equal(delivered.CaseId, (await app.LinesAsync(affair))[1].CaseId);
        Assert.Equal(1, await app.CountAsync("cases"));
    }

    [Theory, Engines]
    public async Task ListAffairLinesAndListAffairs_Undelivered_AreFoundPerCouncil(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var lists = await app.ListsAsync();
        var affair = await app.ImportedAsync(
            Lists.Line("Roche", DisciplineApp.Doctor75), Lists.Line("Roche"), Lists.Line("Adam"), Lists.Line("Personne"), Lists.Line("Adam"));
        await app.MatchAsync();
        await lists.DismissLineAsync(Lists.Dismiss((await app.LinesAsync(affair))[4]));
        // Ids of the same millisecond have no defined order.
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.OpenAsync(DisciplineApp.Doctor62);

        Assert.Equal([2, 3], await NumbersAsync(new ListAffairLinesRequest { Council = "75" }));
        Assert.Equal([3], await NumbersAsync(new ListAffairLinesRequest { Council = "75", Undelivered = true }));
        Assert.Equal([4], await NumbersAsync(new ListAffairLinesRequest { Council = "62" }));
        Assert.Equal([3, 4, 5], await NumbersAsync(new ListAffairLinesRequest { Undelivered = true }));
        Assert.Equal([], await NumbersAsync(new ListAffairLinesRequest { Council = "13" }));
        await Faults.InvalidAsync(lists.ListAffairLinesAsync(new ListAffairLinesRequest { AffairId = affair, Council = "99" }), "council");
        var affairs = await app.AffairsAsync();
        Assert.Equal([0, 3], (await affairs.ListAffairsAsync(new ListAffairsRequest())).Affairs.Select(found => found.UndeliveredCount));
        Assert.Equal([affair], (await affairs.ListAffairsAsync(new ListAffairsRequest { Undelivered = true })).Affairs.Select(found => found.AffairId));

        // Once delivered, a line is of the council that received the case, wherever its candidate was registered at the look-up.
        app.Register.Councils[DisciplineApp.Colleague75] = "62";
        await lists.ChooseMatchAsync(Lists.Choose((await app.LinesAsync(affair))[1], DisciplineApp.Colleague75));
        await app.MatchAsync();
        Assert.Equal([2], await NumbersAsync(new ListAffairLinesRequest { Council = "75" }));
        Assert.Equal([3, 4], await NumbersAsync(new ListAffairLinesRequest { Council = "62" }));

        async Task<IEnumerable<int>> NumbersAsync(ListAffairLinesRequest request)
        {
            request.AffairId = affair;
            return (await lists.ListAffairLinesAsync(request)).Lines.Select(line => line.Number);
        }
    }

    [Theory, Engines]
    public async Task ListAffairLines_PagesAndStates_GiveEachLineOnce(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var lists = await app.ListsAsync();
        var affair = await app.ImportedAsync(Lists.Line("Roche"), Lists.Line("Adam", DisciplineApp.Doctor62), Lists.Line("Roche"), Lists.Line("Roche"));
        await app.MatchAsync();

        var asked = new ListAffairLinesRequest { AffairId = affair, PageSize = 2, State = AffairLineState.Doubtful };
        var first = await lists.ListAffairLinesAsync(asked);
        Assert.Equal([2, 4], first.Lines.Select(line => line.Number));
        asked.PageToken = first.NextPageToken;
        var second = await lists.ListAffairLinesAsync(asked);
        Assert.Equal([5], second.Lines.Select(line => line.Number));
        Assert.Equal("", second.NextPageToken);

        await Faults.InvalidAsync(
            lists.ListAffairLinesAsync(new ListAffairLinesRequest { PageSize = 201, PageToken = "x", State = (AffairLineState)99 }),
            "affair_id", "page_size", "page_token", "state");
        await Faults.InvalidAsync(lists.GetAffairDashboardAsync(new GetAffairDashboardRequest()), "affair_id");
        await Faults.FailsAsync(StatusCode.NotFound, lists.GetAffairDashboardAsync(new GetAffairDashboardRequest { AffairId = Requests.Id() }));
        // An affair that was opened without list has a dashboard and no lines; a complaint has neither.
        var opened = await app.OpenAsync(DisciplineApp.Doctor75);
        Assert.Equal([("75", 1)], (await app.DashboardAsync(opened.AffairId)).Cases.Select(count => (count.Council, count.Count)));
        await Faults.FailsAsync(StatusCode.NotFound, lists.ListAffairLinesAsync(new ListAffairLinesRequest { AffairId = opened.AffairId }));
        var complaint = await app.ComplainAsync();
        await Faults.FailsAsync(StatusCode.NotFound, lists.GetAffairDashboardAsync(new GetAffairDashboardRequest { AffairId = complaint.ComplaintId }));
    }

    [Theory, Engines]
    public async Task RecordNationalFollowUp_ForAffairAndLine_IsApartFromTheCases(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var lists = await app.ListsAsync();
        var affair = await app.ImportedAsync(Lists.Line("Roche", DisciplineApp.Doctor75));
        var other = await app.ImportedAsync(Lists.Line("Adam", DisciplineApp.Doctor62));
        await app.MatchAsync();
        var line = (await app.LinesAsync(affair)).Single();
        var before = await app.CaseAsync(line.CaseId);

        var request = Lists.FollowUp(affair, line.LineId);
        var first = (await lists.RecordNationalFollowUpAsync(request)).FollowUp;
        Assert.Equal(first, (await lists.RecordNationalFollowUpAsync(request)).FollowUp);
        Assert.Equal((DisciplineApp.Doctor75, Lists.Reasons), (first.Rpps, first.Reasons));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = (await lists.RecordNationalFollowUpAsync(Lists.FollowUp(affair))).FollowUp;

        Assert.Equal([second, first], (await lists.ListNationalFollowUpsAsync(new ListNationalFollowUpsRequest { AffairId = affair })).FollowUps);
        Assert.Equal(2, (await app.DashboardAsync(affair)).FollowUpCount);
        Assert.Equal(before, await app.CaseAsync(line.CaseId));

        await Faults.InvalidAsync(
            lists.RecordNationalFollowUpAsync(new RecordNationalFollowUpRequest { LineId = "x", DecidedOn = Requests.Day(2026, 3, 11) }),
            "request_id", "affair_id", "line_id", "outcome", "decided_on", "reasons");
        await Faults.FailsAsync(StatusCode.NotFound, lists.RecordNationalFollowUpAsync(Lists.FollowUp(other, line.LineId)));
        await Faults.FailsAsync(StatusCode.NotFound, lists.RecordNationalFollowUpAsync(Lists.FollowUp(Requests.Id())));
        await Faults.FailsAsync(StatusCode.NotFound, lists.ListNationalFollowUpsAsync(new ListNationalFollowUpsRequest { AffairId = Requests.Id() }));
        await Faults.InvalidAsync(
            lists.ListNationalFollowUpsAsync(new ListNationalFollowUpsRequest { PageSize = 201, PageToken = "2" }), "affair_id", "page_size", "page_token");
    }

    [Theory, Engines]
    public async Task Lists_NamesReasonsAndBirthDates_AreSealedAndDeleted(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var lists = await app.ListsAsync();
        var affair = await app.ImportedAsync(
            Lists.Line("Zorglub", DisciplineApp.Doctor75, "Trifouilly", "1961-07-04"), Lists.Line("Zorglub"),
            Lists.Line("Lebon", DisciplineApp.Doctor974, "Trifouilly"));
        await app.MatchAsync();
        await lists.RecordNationalFollowUpAsync(Lists.FollowUp(affair));
        var line = (await app.LinesAsync(affair))[1];
        await lists.DismissLineAsync(Lists.Dismiss(line));

        string[] secrets = ["Zorglub", "Trifouilly", "1961-07-04", "Homonyme", Lists.Reasons];
        Assert.Empty(await StoredTexts.FindAsync(app.Service.Database, engine, secrets));
        Assert.DoesNotContain(app.Service.Logs.All, text => secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)));

        Assert.Equal(1, await app.Service.Database.ReadAsync(
            sql => sql.ScalarAsync<long>("select count(*) from affair_lines where sealed_person is not null"), CancellationToken.None));
    }

    [Theory, Engines]
    public async Task ListRecordAccesses_CandidateOfAnUndecidedLine_SeesNothingYet(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var disclosures = app.Service.Host.Services.GetServices<IAccessDisclosure>().ToList();
        app.Register.Away = true;
        var affair = await app.ImportedAsync(Lists.Line("Adam"));
        await app.MatchAsync();
        // Until the register is asked, anybody may be the person.
        Assert.Equal(DisciplineApp.Start, await HiddenAsync(DisciplineApp.Doctor81));
        app.Register.Away = false;
        app.Clock.Advance(TimeSpan.FromHours(1));
        await app.MatchAsync();

        Assert.Equal(DisciplineApp.Start, await HiddenAsync(DisciplineApp.Doctor62));
        Assert.Null(await HiddenAsync(DisciplineApp.Doctor81));
        await (await app.ListsAsync()).DismissLineAsync(Lists.Dismiss((await app.LinesAsync(affair)).Single()));
        Assert.Null(await HiddenAsync(DisciplineApp.Doctor62));

        // Chosen without having been a candidate, and not delivered yet; then delivered.
        app.Register.Deaths[DisciplineApp.Doctor81] = new DateOnly(2026, 1, 1);
        var chosen = await app.ImportedAsync(Lists.Line("Personne"), Lists.Line("Adam", DisciplineApp.Doctor62));
        await app.MatchAsync();
        await (await app.ListsAsync()).ChooseMatchAsync(Lists.Choose((await app.LinesAsync(chosen))[0], DisciplineApp.Doctor81));
        await app.MatchAsync();
        Assert.Equal(AffairLineState.Undeliverable, (await app.LinesAsync(chosen))[0].State);
        Assert.NotNull(await HiddenAsync(DisciplineApp.Doctor81));
        Assert.Null(await HiddenAsync(DisciplineApp.Doctor62));

        Task<DateTimeOffset?> HiddenAsync(string rpps) => app.Service.Database.ReadAsync(
            async sql => (await Task.WhenAll(disclosures.OfType<CandidateDisclosure>().Select(one => one.HiddenFromAsync(sql, $"physicians/{rpps}")))).Single(),
            CancellationToken.None);
    }

    private static Task<long> AuditsAsync(DisciplineApp app, string what) => app.Service.Database.ReadAsync(
        sql => sql.ScalarAsync<long>("select count(*) from audit_entries where kind = @kind", new { kind = $"discipline.affair_line.{what}" }),
        CancellationToken.None);
}
