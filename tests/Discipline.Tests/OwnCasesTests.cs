using Grpc.Core;
using OrdreCouncils.Discipline.OwnCases;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

public class OwnCasesTests
{
    private const string Desk = "@own_disciplinary_case";

    [Theory, Engines]
    public async Task OwnCases_UntilTheCouncilInforms_AreAbsent(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var complaint = await app.ComplainAsync();
        var own = await app.OwnCasesAsync();
        var id = complaint.Cases[0].CaseId;

        Assert.Empty((await own.ListOwnCasesAsync(new ListOwnCasesRequest())).Cases);
        await Faults.ReasonAsync(StatusCode.NotFound, Reasons.NotFound, own.GetOwnCaseAsync(new GetOwnCaseRequest { CaseId = id }));
        // The acknowledgement tells the author, not the respondents.
        await NoticeAsync(app, complaint, ComplaintNotice.Acknowledgement);
        Assert.Empty((await own.ListOwnCasesAsync(new ListOwnCasesRequest())).Cases);

        await NoticeAsync(app, complaint, ComplaintNotice.Information);

        var listed = Assert.Single((await own.ListOwnCasesAsync(new ListOwnCasesRequest())).Cases);
        Assert.Equal(
            new OwnCaseSummary
            {
                CaseId = id,
                ComplaintNumber = "75-2026-0001",
                Title = "Certificat inexact",
                Council = "75",
                Stage = OwnCaseStage.Received,
                StageText = "Le conseil départemental a reçu une plainte qui vous met en cause.",
            },
            listed);
        Assert.Equal(
            new OwnCase
            {
                CaseId = id,
                ComplaintNumber = "75-2026-0001",
                Title = "Certificat inexact",
                FactsOn = Requests.Day(2026, 2, 20),
                Council = "75",
                Articles = { "4", "28", "37-1" },
                Stage = OwnCaseStage.Received,
                StageText = "Le conseil départemental a reçu une plainte qui vous met en cause.",
                RegisteredOn = CouncilRequests.Registered,
                InformedOn = Requests.Day(2026, 3, 4),
            },
            await GetAsync(own, id));
    }

    [Theory, Engines]
    public async Task OwnCase_FromTheSummonsToTheDecision_ShowsStagesAndNothingOfTheCouncil(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var own = await app.OwnCasesAsync();
        var id = await app.ComplainedAsync();

        await (await app.ConciliationsAsync()).SummonConciliationAsync(CouncilRequests.Summon(id));
        var summoned = await GetAsync(own, id);
        Assert.Equal((OwnCaseStage.Conciliation, Requests.Day(2026, 3, 9)), (summoned.Stage, summoned.ConciliationOn));

        await (await app.ConciliationsAsync()).RecordConciliationAsync(CouncilRequests.Minutes(id));
        await app.DeliberatedAsync(id);
        var prepare = CouncilRequests.Prepare(id);
        prepare.EthicsArticles.Add("13");
        var referral = (await (await app.ReferralsAsync("cdom-75")).PrepareReferralAsync(prepare)).Referral;
        var deliberated = await GetAsync(own, id);
        Assert.Equal(OwnCaseStage.BeforeCouncil, deliberated.Stage);
        // The draft names article 13.
        Assert.Equal(["4", "28", "37-1"], deliberated.Articles);
        Assert.Equal("", deliberated.Chamber);
        Assert.Null(deliberated.NextDeadline);

        await (await app.ReferralsAsync("cdom-75-president")).SignReferralAsync(Requests.Sign(referral));
        await (await app.CasesAsync("chambre-ile-de-france")).RecordCompleteFileAsync(
            new RecordCompleteFileRequest { RequestId = Requests.Id(), CaseId = id, CompleteOn = Requests.Day(2026, 3, 10) });
        var filed = await GetAsync(own, id);
        Assert.Equal((OwnCaseStage.BeforeChamber, "ile-de-france"), (filed.Stage, filed.Chamber));
        Assert.Equal(["13"], filed.Articles);
        Assert.Equal(
            (Requests.Day(2026, 3, 10), Requests.Day(2026, 3, 10), Requests.Day(2026, 9, 10), false),
            (filed.FiledOn, filed.CompleteOn, filed.DecisionDueOn, filed.TransferMayBeAsked));
        // The chamber's six months are not the physician's deadline.
        Assert.Null(filed.NextDeadline);

        app.GoTo(Requests.Day(2026, 9, 11));
        Assert.True((await GetAsync(own, id)).TransferMayBeAsked);
        var decision = Requests.Decide(id);
        decision.NotifiedOn = Requests.Day(2026, 9, 11);
        var recorded = (await (await app.DecisionsAsync("chambre-ile-de-france")).RecordDecisionAsync(decision)).Decision;
        var decided = await GetAsync(own, id);
        Assert.Equal(OwnCaseStage.Decided, decided.Stage);
        Assert.Equal(
            new OwnDecision
            {
                DecisionId = recorded.DecisionId,
                Sanction = Sanction.BanFromPractice,
                DurationMonths = 3,
                SuspendedMonths = 2,
                DecidedOn = Requests.Day(2026, 3, 10),
                NotifiedOn = Requests.Day(2026, 9, 11),
                AppealTime = recorded.AppealTime,
                Kind = DecisionKind.FirstInstance,
            },
            Assert.Single(decided.Decisions));
        Assert.Equal(recorded.AppealTime.LastDay, decided.NextDeadline.LastDay);
        Assert.NotEmpty(decided.NextDeadline.Steps);
        Assert.Empty((await own.ListOwnCasesAsync(new ListOwnCasesRequest())).Cases[0].NextDeadline.Steps);
    }

    [Theory, Engines]
    public async Task OwnCases_OfAnAffairOfTheNationalCouncil_AreKnownOnceFiled(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var own = await app.OwnCasesAsync();
        var referral = await app.PreparedAsync();
        Assert.Empty((await own.ListOwnCasesAsync(new ListOwnCasesRequest())).Cases);

        await (await app.ReferralsAsync("cdom-75-president")).SignReferralAsync(Requests.Sign(referral));

        var filed = await GetAsync(own, referral.CaseId);
        Assert.Equal(OwnCaseStage.BeforeChamber, filed.Stage);
        Assert.Equal(["4", "13"], filed.Articles);
        Assert.Null(filed.RegisteredOn);
        Assert.Equal("", filed.ComplaintNumber);
    }

    [Theory, Engines]
    public async Task OwnCases_OfAnotherPhysician_AreAbsent(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var complaint = await app.ComplainAsync(request => request.Respondents.Add(new ComplaintRespondent { Rpps = DisciplineApp.Colleague75 }));
        await NoticeAsync(app, complaint, ComplaintNotice.Information);
        var (mine, theirs) = (complaint.Cases[0].CaseId, complaint.Cases[1].CaseId);
        var own = await app.OwnCasesAsync();

        Assert.Equal(mine, Assert.Single((await own.ListOwnCasesAsync(new ListOwnCasesRequest())).Cases).CaseId);
        await Faults.ReasonAsync(StatusCode.NotFound, Reasons.NotFound, own.GetOwnCaseAsync(new GetOwnCaseRequest { CaseId = theirs }));
        Assert.Equal(theirs, (await GetAsync(await app.OwnCasesAsync(DisciplineApp.Colleague75), theirs)).CaseId);
        // Neither the author nor another respondent is in the answer.
        var text = (await GetAsync(own, mine)).ToString();
        Assert.All(
            new[] { CouncilRequests.AuthorName, "Lilas", DisciplineApp.Colleague75, CouncilRequests.Facts },
            secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Theory, Engines]
    public async Task ListOwnCases_Pages_GiveEachOnceNewestFirst(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var filed = new List<string>();
        while (filed.Count < 3)
        {
            filed.Add(await app.FiledAsync());
            app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddMinutes(1));
        }

        var own = await app.OwnCasesAsync();

        var first = await own.ListOwnCasesAsync(new ListOwnCasesRequest { PageSize = 2 });
        var second = await own.ListOwnCasesAsync(new ListOwnCasesRequest { PageSize = 2, PageToken = first.NextPageToken });

        Assert.Equal(Enumerable.Reverse(filed), first.Cases.Concat(second.Cases).Select(one => one.CaseId));
        Assert.Equal("", second.NextPageToken);
        await Faults.InvalidAsync(own.ListOwnCasesAsync(new ListOwnCasesRequest { PageSize = 201, PageToken = "2" }), "page_size", "page_token");
        await Faults.InvalidAsync(own.GetOwnCaseAsync(new GetOwnCaseRequest { CaseId = "2" }), "case_id");
    }

    /// <summary>The physician finds the council's reads and the own ones, once the case is known, at the desk where records are asked for.</summary>
    [Theory, Engines]
    public async Task Reads_OfAKnownCase_AreShownToThePhysician(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        string id;
        await using (var app = await DisciplineApp.StartAsync(store))
        {
            var complaint = await app.ComplainAsync();
            id = complaint.Cases[0].CaseId;
            await app.CaseAsync(id);
        }

        await using (var app = await DisciplineApp.StartAsync(store))
        {
            Assert.DoesNotContain(await SeenAsync(app), access => access.Operation.Contains("ordre.discipline", StringComparison.Ordinal));
            await (await app.ConciliationsAsync()).SummonConciliationAsync(CouncilRequests.Summon(id));
            await GetAsync(await app.OwnCasesAsync(), id);
        }

        await using var last = await DisciplineApp.StartAsync(store);
        var seen = await SeenAsync(last);
        Assert.Contains(seen, access => access.Operation.EndsWith("CasesService/GetCase", StringComparison.Ordinal) && access.ReaderBody == "council 75");
        Assert.Contains(seen, access => access.Operation.EndsWith("OwnCasesService/GetOwnCase", StringComparison.Ordinal)
            && access.ReaderBody == "respondent_physician");

        static async Task<IReadOnlyList<RecordAccess>> SeenAsync(DisciplineApp app) =>
        [
            .. (await (await app.ClientAsync<AuditService.AuditServiceClient>($"medecin-{DisciplineApp.Doctor75}@own_person"))
                .ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{DisciplineApp.Doctor75}" })).Accesses,
        ];
    }

    [Theory]
    [InlineData("", Reasons.PurposeWall)]
    [InlineData("@own_person", Reasons.PurposeWall)]
    [InlineData("@register_and_discipline", Reasons.RoleMissing)]
    [InlineData("@mutual_aid", Reasons.RoleMissing)]
    public async Task OwnCases_AtAnotherDesk_AreRefused(string desk, string reason)
    {
        await using var app = await DisciplineApp.StartAsync(SqlEngine.Sqlite);
        var own = await app.ClientAsync<OwnCasesService.OwnCasesServiceClient>($"medecin-{DisciplineApp.Doctor75}{desk}");

        await Faults.ReasonAsync(StatusCode.PermissionDenied, reason, own.ListOwnCasesAsync(new ListOwnCasesRequest()));
    }

    [Fact]
    public async Task Desk_OfAClerkWhoIsAPhysician_OpensTheOwnCasesAndNotTheCouncils()
    {
        await using var app = await DisciplineApp.StartAsync(SqlEngine.Sqlite);
        var id = await app.FiledAsync();
        var identity = $"cdom-75-medecin-{DisciplineApp.Doctor75}{Desk}";

        Assert.Equal(id, (await GetAsync(await app.ClientAsync<OwnCasesService.OwnCasesServiceClient>(identity), id)).CaseId);
        await Faults.ReasonAsync(
            StatusCode.PermissionDenied, Reasons.RoleMissing, (await app.CasesAsync(identity)).GetCaseAsync(new GetCaseRequest { CaseId = id }));
    }

    [Fact]
    public void Stages_EveryStatus_HasOneWithWords()
    {
        foreach (var status in Enum.GetValues<CaseStatus>().Where(status => status != CaseStatus.Unspecified))
            Assert.NotEmpty(OwnCaseRules.Words(OwnCaseRules.StageOf(new OwnCaseRow { Status = status, PractitionerTold = true })));
        // Only the unnamed reason has the words of the end.
        Assert.Equal(
            Enum.GetValues<OwnCaseStage>().Length - 1,
            Enum.GetValues<OwnCaseStage>().Where(stage => stage != OwnCaseStage.Unspecified).Select(OwnCaseRules.Words).Distinct().Count());
    }

    private static async Task<OwnCase> GetAsync(OwnCasesService.OwnCasesServiceClient own, string id) =>
        (await own.GetOwnCaseAsync(new GetOwnCaseRequest { CaseId = id })).Case;

    private static async Task NoticeAsync(DisciplineApp app, Complaint complaint, ComplaintNotice notice) =>
        await (await app.ComplaintsAsync()).RecordComplaintNoticeAsync(new RecordComplaintNoticeRequest
        {
            RequestId = Requests.Id(),
            ComplaintId = complaint.ComplaintId,
            Notice = notice,
            SentOn = Requests.Day(2026, 3, 4),
        });
}
