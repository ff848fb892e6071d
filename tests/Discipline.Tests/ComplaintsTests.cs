using System.Text;
using Grpc.Core;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>A complaint at council 75. Today is 10 March 2026.</summary>
public class ComplaintsTests
{
    [Theory, Engines]
    public async Task RegisterComplaint_OpensOneCasePerRespondentWithAClock(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.Register.Names[DisciplineApp.Doctor75] = "Roche";
        var complaints = await app.ComplaintsAsync();
        var request = CouncilRequests.Complaint(DisciplineApp.Doctor75, DisciplineApp.Colleague75);

        var complaint = (await complaints.RegisterComplaintAsync(request)).Complaint;

        Assert.Equal(complaint, (await complaints.RegisterComplaintAsync(request)).Complaint);
        Assert.Equal(complaint, (await complaints.GetComplaintAsync(new GetComplaintRequest { ComplaintId = complaint.ComplaintId })).Complaint);
        Assert.Equal("75-2026-0001", complaint.Number);
        Assert.Equal(
            (CouncilRequests.AuthorName, CouncilRequests.Address, CouncilRequests.Facts), (complaint.Author.Name, complaint.Author.Address, complaint.Facts));
        Assert.Equal(["4", "28", "37-1"], complaint.Grievances);
        Assert.Empty(complaint.Lacks);
        Assert.Equal([DisciplineApp.Doctor75, DisciplineApp.Colleague75], complaint.Cases.Select(one => one.Rpps));
        var file = await app.CaseAsync(complaint.Cases[0].CaseId);
        Assert.Equal((CaseStatus.ComplaintRegistered, "Camille Roche", CouncilRequests.Facts), (file.Status, file.RespondentName, file.Facts));
        Assert.Equal(("conciliation-summons", DeadlineActor.Council, false), (file.NextDeadline.Rule, file.NextDeadline.Actor, file.NextDeadline.Indicative));
        Assert.Equal(Requests.Day(2026, 4, 2), file.NextDeadline.LastDay);
        Assert.NotEmpty(file.NextDeadline.Steps);
    }

    [Theory, Engines]
    public async Task RegisterComplaint_SeveralClerksAtOnce_LeavesNeitherGapNorDuplicate(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var complaints = await app.ComplaintsAsync();
        await Faults.InvalidAsync(complaints.RegisterComplaintAsync(new RegisterComplaintRequest { RequestId = Requests.Id() }),
            "author.kind", "facts_on", "registered_on", "author.name", "author.address", "title", "facts", "respondents");

        var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await app.ComplainAsync()).Number));

        Assert.Equal(Enumerable.Range(1, 8).Select(number => $"75-2026-000{number}"), numbers.Order(StringComparer.Ordinal));
        Assert.Equal("75-2025-0001", (await app.ComplainAsync(request =>
        {
            (request.FactsOn, request.RegisteredOn) = (Requests.Day(2025, 5, 2), Requests.Day(2025, 6, 2));
        })).Number);
    }

    [Theory, Engines]
    public async Task RegisterComplaint_AuthorAndFacts_AreSealedInEveryTable(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var caseId = await app.ComplainedAsync();
        await app.ConciliatedAsync(caseId, ConciliationOutcome.Partial);

        foreach (var text in new[] { CouncilRequests.AuthorName, "rue des Lilas", CouncilRequests.Facts, CouncilRequests.Disagreement })
        {
            foreach (var (table, column) in await ColumnsAsync(app))
            {
                var stored = await app.Service.Database.ReadAsync(
                    sql => sql.QueryAsync<object>($"select {column} from {table} where {column} is not null"), CancellationToken.None);
                Assert.DoesNotContain(
                    stored.Select(row => ((IDictionary<string, object>)row)[column]).Select(Text), value => value.Contains(text, StringComparison.Ordinal));
            }

            Assert.DoesNotContain(app.Service.Logs.All, line => line.Contains(text, StringComparison.Ordinal));
        }

        static string Text(object value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{value}";
    }

    private static async Task<IReadOnlyList<(string Table, string Column)>> ColumnsAsync(DisciplineApp app) => await app.Service.Database.ReadAsync(
        sql => sql.QueryAsync<(string Table, string Column)>(app.Service.Store.Engine == SqlEngine.Sqlite
            ? "select m.name, p.name from sqlite_master m join pragma_table_info(m.name) p where m.type = 'table'"
            : "select table_name, column_name from information_schema.columns where table_schema = 'public'"),
        CancellationToken.None);

    private static readonly Dictionary<string, (Action<DisciplineApp, ComplaintRespondent> Edit, string Field, string Says)> Respondents = new()
    {
        ["RegisterComplaint_OtherCouncil"] = ((_, one) => one.Rpps = DisciplineApp.Doctor62, "rpps", "Council 62"),
        ["RegisterComplaint_Unknown"] = ((_, one) => one.Rpps = Physicians.Rpps(1), "rpps", "knows no physician"),
        ["RegisterComplaint_Deceased"] = ((app, one) => app.Register.Deaths[one.Rpps] = new DateOnly(2026, 3, 1), "rpps", "R.4126-21"),
        ["RegisterComplaint_NoLongerRegistered"] = ((app, one) => app.Register.Former[one.Rpps] = true, "kind", "former"),
        ["RegisterComplaint_NotFormer"] = ((_, one) => one.Kind = RespondentKind.Former, "kind", "registered"),
        ["RegisterComplaint_StudentOfOtherCouncil"] =
            ((_, one) => (one.Kind, one.Rpps, one.ReplacedRpps) = (RespondentKind.Student, Physicians.Rpps(2), DisciplineApp.Doctor81), "rpps", "Council 81"),
        ["RegisterComplaint_StudentOfNobody"] = ((_, one) => one.Kind = RespondentKind.Student, "replaced_rpps", "replaced"),
        ["RegisterComplaint_ActsElsewhere"] = ((_, one) => (one.Kind, one.Department) = (RespondentKind.ServiceProvider, "13"), "rpps", "Council 13"),
        ["RegisterComplaint_ActsNowhere"] = ((_, one) => (one.Kind, one.Department) = (RespondentKind.ServiceProvider, "96"), "department", "department code"),
    };

    [Theory, EachCase(nameof(Respondents))]
    public async Task Respondent(SqlEngine engine, string name)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var request = CouncilRequests.Complaint(DisciplineApp.Doctor75);
        var (edit, field, says) = Respondents[name];
        edit(app, request.Respondents[0]);

        var exception = await Faults.FailsAsync(StatusCode.InvalidArgument, (await app.ComplaintsAsync()).RegisterComplaintAsync(request));

        Assert.Equal([$"respondents[0].{field}"], exception.Fields());
        Assert.Contains(says, exception.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(0, await app.CountAsync("complaints"));
        Assert.Equal(0, await app.CountAsync("complaint_numbers"));
    }

    [Theory, OneEngine]
    public async Task RegisterComplaint_FormerStudentAndProvider_AreOpenedAtTheCompetentCouncil(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        app.Register.Former[DisciplineApp.Colleague75] = true;
        var request = CouncilRequests.Complaint(DisciplineApp.Colleague75, Physicians.Rpps(2), Physicians.Rpps(3));
        request.Respondents[0].Kind = RespondentKind.Former;
        (request.Respondents[1].Kind, request.Respondents[1].ReplacedRpps) = (RespondentKind.Student, DisciplineApp.Doctor75);
        (request.Respondents[2].Kind, request.Respondents[2].Department) = (RespondentKind.ServiceProvider, "75");

        var complaint = (await (await app.ComplaintsAsync()).RegisterComplaintAsync(request)).Complaint;

        Assert.Equal(3, complaint.Cases.Count);
    }

    [Theory, OneEngine]
    public async Task RegisterComplaint_Grievances_AreArticlesInForce(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var request = CouncilRequests.Complaint(DisciplineApp.Doctor75);
        request.Grievances.Clear();
        request.Grievances.Add(["19-1", "19-2", "30-1", "37-1", "37-2", "37-3", "37-4", "68-1", "112", "92", "113", "37-5", "04", "4 "]);

        await Faults.InvalidAsync(
            (await app.ComplaintsAsync()).RegisterComplaintAsync(request),
            "grievances[9]", "grievances[10]", "grievances[11]", "grievances[12]", "grievances[13]");
    }

    [Theory, Engines]
    public async Task Regularisation_OfAComplaintOfAnAssociation_NamesWhatIsLackingUntilTheAnswer(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var complaint = await app.ComplainAsync(request => (request.Author.Kind, request.Signed, request.Copies) = (AuthorKind.Association, false, 3));
        Assert.Equal([ComplaintLack.Signature, ComplaintLack.Deliberation, ComplaintLack.Copies], complaint.Lacks);
        var complaints = await app.ComplaintsAsync();
        var demand = new DemandRegularisationRequest
        {
            RequestId = Requests.Id(), ComplaintId = complaint.ComplaintId, DemandedOn = Requests.Day(2026, 3, 3), AnswerBy = Requests.Day(2026, 3, 17),
        };
        await Faults.InvalidAsync(complaints.DemandRegularisationAsync(demand), "answer_by");
        demand.AnswerBy = Requests.Day(2026, 3, 18);
        var answer = new AnswerRegularisationRequest
        {
            RequestId = Requests.Id(), ComplaintId = complaint.ComplaintId, AnsweredOn = Requests.Day(2026, 3, 9), Signed = true, Copies = 4,
        };
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, complaints.AnswerRegularisationAsync(answer));

        var demanded = await complaints.DemandRegularisationAsync(demand);

        Assert.Equal(demanded, await complaints.DemandRegularisationAsync(demand));
        Assert.Equal(complaint.Lacks, demanded.Lacks);
        demand.RequestId = Requests.Id();
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, complaints.DemandRegularisationAsync(demand));
        Assert.Equal([ComplaintLack.Deliberation], (await complaints.AnswerRegularisationAsync(answer)).Lacks);
        var after = (await complaints.GetComplaintAsync(new GetComplaintRequest { ComplaintId = complaint.ComplaintId })).Complaint;
        Assert.Equal([ComplaintLack.Deliberation], after.Lacks);
        Assert.Equal(Requests.Day(2026, 3, 9), after.Regularisations.Single().AnsweredOn);
        var other = await app.ComplaintsAsync("cdom-62");
        await Faults.FailsAsync(StatusCode.NotFound, other.DemandRegularisationAsync(demand));
        await Faults.FailsAsync(StatusCode.NotFound, other.GetComplaintAsync(new GetComplaintRequest { ComplaintId = complaint.ComplaintId }));
    }

    [Theory, Engines]
    public async Task RecordComplaintNotice_EachOnce_IsShown(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var complaint = await app.ComplainAsync();
        var complaints = await app.ComplaintsAsync();
        await Faults.InvalidAsync(complaints.RecordComplaintNoticeAsync(Notice(ComplaintNotice.Information, 1)), "sent_on");
        await complaints.RecordComplaintNoticeAsync(Notice(ComplaintNotice.Acknowledgement, 2));
        await complaints.RecordComplaintNoticeAsync(Notice(ComplaintNotice.Information, 4));
        await Faults.ReasonAsync(
            StatusCode.FailedPrecondition, Reasons.WrongState, complaints.RecordComplaintNoticeAsync(Notice(ComplaintNotice.Information, 5)));

        var shown = (await complaints.GetComplaintAsync(new GetComplaintRequest { ComplaintId = complaint.ComplaintId })).Complaint;

        Assert.Equal((Requests.Day(2026, 3, 2), Requests.Day(2026, 3, 4)), (shown.AcknowledgedOn, shown.InformedOn));

        RecordComplaintNoticeRequest Notice(ComplaintNotice notice, int day) =>
            new() { RequestId = Requests.Id(), ComplaintId = complaint.ComplaintId, Notice = notice, SentOn = Requests.Day(2026, 3, day) };
    }
}
