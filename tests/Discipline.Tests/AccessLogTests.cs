using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace OrdreCouncils.Tests.Discipline;

public class AccessLogTests
{
    // Calls of these RPCs are in the audit log; GetUpload tells of the caller's own upload.
    internal static readonly string[] Changes =
    [
        "OpenAffair", "PrepareReferral", "SignReferral", "ReturnReferral", "RecordDecision", "RecordAppeal", "RecordCompleteFile",
        "RecordDeath", "RegisterComplaint", "RecordComplaintNotice", "DemandRegularisation", "AnswerRegularisation", "RecordWithdrawal", "RequestOtherCouncil",
        "ImportAffairList", "ChooseMatch", "DismissLine", "RetryLine", "RecordNationalFollowUp",
        "NameConciliatingCouncil", "SummonConciliation", "RecordConciliation", "RecordDeliberation", "RecordSubstitutionRequest", "TransmitInPlace",
        "RecordFurtherDecision", "RecordNotification", "RecordRemedy", "RecordStay", "RecordCassationOutcome", "RecordRectification", "RecordInsuranceSanction",
        "RegisterCase", "RequestMemorandum", "RecordMemorandumReceipt", "RecordMemorandum", "CloseInstruction", "ReopenInstruction", "AppointRapporteur",
        "RecordChamberWithdrawal", "RecordOrder", "SetHearing", "RecordSummons", "RecordHearing", "AskTransfer", "OrderTransfer",
        "UploadCaseDocument", "GetUpload", "PreparePublicDecision", "ApprovePublicDecision", "WithdrawPublicDecision",
        // Show no case and no person.
        "CreateCalendarFeed", "RevokeCalendarFeed", "ListCalendarFeeds", "GetPublicDecision", "SearchPublicDecisions",
    ];

    internal static readonly ServiceDescriptor[] Services =
    [
        .. AffairsReflection.Descriptor.Services, .. AffairListsReflection.Descriptor.Services, .. CasesReflection.Descriptor.Services,
        .. ReferralsReflection.Descriptor.Services,
        .. DecisionsReflection.Descriptor.Services, .. ComplaintsReflection.Descriptor.Services, .. ConciliationsReflection.Descriptor.Services,
        .. DeliberationsReflection.Descriptor.Services, .. InstructionsReflection.Descriptor.Services, .. HearingsReflection.Descriptor.Services,
        .. RemediesReflection.Descriptor.Services,
        .. DocumentsReflection.Descriptor.Services, .. PublicDecisionsReflection.Descriptor.Services,
        .. OwnCasesReflection.Descriptor.Services,
        .. CalendarsReflection.Descriptor.Services, .. StatisticsReflection.Descriptor.Services, .. TransfersReflection.Descriptor.Services,
    ];

    [Theory, Engines]
    public async Task Rpcs_ThatShowAPerson_LeaveAnAccessLogEntry(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        Dictionary<string, string[]> shown;
        await using (var app = await DisciplineApp.StartAsync(store))
            shown = await ReadAsync(app);

        await AccessLogs.HoldAsync(store, Services, shown, Changes);
    }

    [Theory, Engines]
    public async Task ListRecordAccesses_PhysicianWithACase_SeesItsReadsOnceItIsFiled(SqlEngine engine)
    {
        using var store = await TestStore.CreateAsync(engine);
        await using (var app = await DisciplineApp.StartAsync(store))
            await app.PreparedAsync(DisciplineApp.Doctor75);

        await using (var app = await DisciplineApp.StartAsync(store))
        {
            Assert.NotEmpty(await SeenAsync(app, "cnom-audit"));
            Assert.Empty(await SeenAsync(app, $"medecin-{DisciplineApp.Doctor75}"));
            Assert.Equal(DisciplineApp.Start.Date, (await OldestHiddenAsync(app))?.Date);
            var prepared = (await (await app.CasesAsync("cdom-75")).ListCasesAsync(new ListCasesRequest())).Cases.Single();
            var referral = (await (await app.ReferralsAsync("cdom-75")).GetReferralAsync(new GetReferralRequest { CaseId = prepared.CaseId })).Referral;
            await (await app.ReferralsAsync("cdom-75-president")).SignReferralAsync(Requests.Sign(referral));
        }

        await using (var app = await DisciplineApp.StartAsync(store))
        {
            var seen = await SeenAsync(app, $"medecin-{DisciplineApp.Doctor75}");
            Assert.Contains(seen, access => access.Operation.EndsWith("/OpenAffair", StringComparison.Ordinal) && access.Actor == "cnom-discipline");
            // What everybody may see may be deleted after its period.
            Assert.Null(await OldestHiddenAsync(app));

            // A second case hides its own reads, not those before it.
            app.Clock.AdvanceTo(DisciplineApp.Start.AddDays(90));
            await app.OpenAsync(DisciplineApp.Doctor75);
        }

        await using var last = await DisciplineApp.StartAsync(store);
        Assert.Single(await SeenAsync(last, $"medecin-{DisciplineApp.Doctor75}"), access => access.Operation.EndsWith("/OpenAffair", StringComparison.Ordinal));

        static Task<DateTimeOffset?> OldestHiddenAsync(DisciplineApp app) => app.Service.Database.ReadAsync(
            sql => app.Service.Host.Services.GetRequiredService<IAccessDisclosure>().OldestHiddenAsync(sql), default);

        static async Task<IEnumerable<RecordAccess>> SeenAsync(DisciplineApp app, string reader) => (await (await app.ClientAsync<AuditService.AuditServiceClient>(reader))
            .ListRecordAccessesAsync(new ListRecordAccessesRequest { Subject = $"physicians/{DisciplineApp.Doctor75}" })).Accesses;
    }

    /// <summary>Calls every RPC that reads; returns the entries that the calls must leave in the access log.</summary>
    internal static async Task<Dictionary<string, string[]>> ReadAsync(DisciplineApp app)
    {
        var affair = await app.OpenAsync(DisciplineApp.Doctor62, DisciplineApp.Doctor81);
        var decision = await app.DecidedAsync();
        var (caseRecord, physician) = ($"cases/{decision.CaseId}", $"physicians/{DisciplineApp.Doctor75}");
        await (await app.AffairsAsync()).ListAffairsAsync(new ListAffairsRequest());
        await (await app.AffairsAsync()).GetAffairAsync(new GetAffairRequest { AffairId = affair.AffairId });
        var cases = await app.CasesAsync("cdom-75");
        await cases.GetCaseAsync(new GetCaseRequest { CaseId = decision.CaseId });
        await cases.ListCasesAsync(new ListCasesRequest());
        await cases.ListCasesAsync(new ListCasesRequest { Rpps = DisciplineApp.Doctor75 });
        // Council 75 gets an empty list: the case belongs to council 62.
        await cases.ListCasesAsync(new ListCasesRequest { Rpps = DisciplineApp.Doctor62 });
        await (await app.ReferralsAsync("cdom-75")).GetReferralAsync(new GetReferralRequest { CaseId = decision.CaseId });
        var upheld = await app.UpheldAsync(await app.DecidedAsync());
        await app.PublishedAsync(decision.DecisionId, "Le docteur A a méconnu le secret.");
        await app.WrittenAsync(upheld.DecisionId, "La décision est confirmée.", identity: PublicDecisionSteps.NationalChamber);
        await (await app.PublicAsync()).GetPublicDecisionDraftAsync(new GetPublicDecisionDraftRequest { DecisionId = decision.DecisionId });
        await (await app.PublicAsync(PublicDecisionSteps.NationalChamber)).GetPublicDecisionDraftAsync(
            new GetPublicDecisionDraftRequest { DecisionId = upheld.DecisionId });
        await (await app.DecisionsAsync("cdom-75")).GetProceedingsAsync(new GetProceedingsRequest { CaseId = decision.CaseId });
        await (await app.DecisionsAsync("cdom-75")).GetDecisionAsync(new GetDecisionRequest { DecisionId = decision.DecisionId });
        var complaint = await app.ComplainAsync(request => request.Respondents[0].Rpps = DisciplineApp.Colleague75);
        var complained = complaint.Cases[0].CaseId;
        await app.FileAsync(complained);
        foreach (var reader in new[] { "cdom-75", "chambre-ile-de-france" })
        {
            await (await app.ComplaintsAsync(reader)).GetComplaintAsync(new GetComplaintRequest { ComplaintId = complaint.ComplaintId });
            await (await app.ConciliationsAsync(reader)).GetConciliationAsync(new GetConciliationRequest { CaseId = complained });
        }

        await (await app.DeliberationsAsync()).GetDeliberationAsync(new GetDeliberationRequest { CaseId = complained });
        await (await app.InstructionsAsync()).RegisterCaseAsync(ChamberRequests.Register(complained));
        var hearing = await app.HearingAsync(complained);
        await app.InstructionAsync(complained);
        await (await app.HearingsAsync()).GetHearingAsync(new GetHearingRequest { HearingId = hearing.HearingId });
        await (await app.HearingsAsync()).ListHearingsAsync(new ListHearingsRequest());
        foreach (var council in new[] { "cdom-75", "cdom-75-president" })
        {
            await app.InstructionAsync(complained, council);
            await (await app.HearingsAsync(council)).GetHearingAsync(new GetHearingRequest { HearingId = hearing.HearingId });
            await (await app.HearingsAsync(council)).ListHearingsAsync(new ListHearingsRequest());
            await (await app.TransfersAsync(council)).GetTransfersAsync(new GetTransfersRequest { CaseId = complained });
        }

        var (plain, medical) = (await app.AddedAsync(complained), await app.AddedAsync(complained, header => header.PatientData = true));
        var uploads = await app.DocumentsAsync();
        await uploads.GetUploadAsync(new GetUploadRequest { RequestId = await app.UploadIdAsync(complained) });
        await uploads.ListCaseDocumentsAsync(new ListCaseDocumentsRequest { CaseId = complained });
        await uploads.OpenedAsync(plain.DocumentId);
        await uploads.OpenedAsync(medical.DocumentId);
        var own = await app.OwnCasesAsync();
        await own.ListOwnCasesAsync(new ListOwnCasesRequest());
        await own.GetOwnCaseAsync(new GetOwnCaseRequest { CaseId = decision.CaseId });
        var (complainedRecord, colleague) = ($"cases/{complained}", $"physicians/{DisciplineApp.Colleague75}");
        var (list, listed) = (await app.ImportedAsync(Lists.Line("Adam", DisciplineApp.Doctor62)), $"physicians/{DisciplineApp.Doctor62}");
        await app.MatchAsync();
        var lists = await app.ListsAsync();
        await lists.RecordNationalFollowUpAsync(Lists.FollowUp(list, (await app.LinesAsync(list)).Single().LineId));
        await lists.GetAffairDashboardAsync(new GetAffairDashboardRequest { AffairId = list });
        await lists.DrawAffairDashboardAsync(new DrawAffairDashboardRequest { AffairId = list });
        var statistics = await app.ClientAsync<StatisticsService.StatisticsServiceClient>("cnom-discipline");
        await statistics.GetDisciplineStatisticsAsync(new GetDisciplineStatisticsRequest());
        await statistics.DrawDisciplineStatisticsAsync(new DrawDisciplineStatisticsRequest { Chart = DisciplineChart.Flow });
        await lists.ListNationalFollowUpsAsync(new ListNationalFollowUpsRequest { AffairId = list });
        return new()
        {
            ["GetAffairDashboard"] = [$"affairs/{list}", listed],
            ["DrawAffairDashboard"] = [$"affairs/{list}", listed],
            ["GetDisciplineStatistics"] = ["discipline_statistics"],
            ["DrawDisciplineStatistics"] = ["discipline_statistics"],
            ["ListAffairLines"] = [$"affairs/{list}", listed],
            ["ListNationalFollowUps"] = [$"affairs/{list}", listed],
            ["GetComplaint"] = [$"complaints/{complaint.ComplaintId}", colleague],
            ["GetConciliation"] = [complainedRecord, colleague],
            ["ListCaseDocuments"] = [complainedRecord, colleague],
            ["DownloadCaseDocument"] = [$"documents/{plain.DocumentId}", $"documents/{medical.DocumentId}", complainedRecord, colleague],
            ["GetDeliberation"] = [complainedRecord, colleague],
            ["GetInstruction"] = [complainedRecord, colleague],
            ["GetHearing"] = [complainedRecord, colleague],
            ["ListHearings"] = [colleague],
            ["GetTransfers"] = [complainedRecord, colleague],
            ["GetOwnCase"] = [caseRecord, physician],
            ["ListOwnCases"] = [physician],
            ["GetAffair"] = [$"affairs/{affair.AffairId}", $"physicians/{DisciplineApp.Doctor62}", $"physicians/{DisciplineApp.Doctor81}"],
            ["GetCase"] = [caseRecord, physician],
            ["ListCases"] = [physician],
            ["ListAffairs"] = [$"physicians/{DisciplineApp.Doctor62}", $"physicians/{DisciplineApp.Doctor81}", physician],
            ["GetReferral"] = [caseRecord, physician],
            ["GetPublicDecisionDraft"] = [$"decisions/{decision.DecisionId}", $"decisions/{upheld.DecisionId}", physician],
            ["GetProceedings"] = [caseRecord, physician],
            ["GetDecision"] = [$"decisions/{decision.DecisionId}", physician],
        };
    }
}
