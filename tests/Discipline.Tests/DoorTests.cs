using Google.Protobuf.Reflection;
using Grpc.Core;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Discipline;

/// <summary>Access of each identity to each RPC, and the content of the log.</summary>
public class DoorTests
{
    // Streams are called otherwise: DocumentReachTests has their refusals.
    private static readonly MethodDescriptor[] Rpcs =
        [.. AccessLogTests.Services.SelectMany(service => service.Methods).Where(rpc => !rpc.IsClientStreaming && !rpc.IsServerStreaming)];

    // A copy of the contract's access rules on purpose: a role added to the contract by mistake fails the test.
    private static readonly Dictionary<string, string> Callers = new()
    {
        ["OpenAffair"] = "cnom-discipline",
        ["GetAffair"] = "cnom-discipline",
        ["ListAffairs"] = "cnom-discipline",
        ["ImportAffairList"] = "cnom-discipline",
        ["GetAffairDashboard"] = "cnom-discipline",
        ["DrawAffairDashboard"] = "cnom-discipline",
        ["ListAffairLines"] = "cnom-discipline",
        ["ChooseMatch"] = "cnom-discipline",
        ["DismissLine"] = "cnom-discipline",
        ["RetryLine"] = "cnom-discipline",
        ["RecordNationalFollowUp"] = "cnom-discipline",
        ["ListNationalFollowUps"] = "cnom-discipline",
        ["RecordCompleteFile"] = "chambre-ile-de-france",
        ["RecordDeath"] = "cdom-75 chambre-ile-de-france chambre-nationale",
        ["RegisterComplaint"] = "cdom-75",
        ["RecordComplaintNotice"] = "cdom-75",
        ["DemandRegularisation"] = "cdom-75",
        ["AnswerRegularisation"] = "cdom-75",
        ["RecordWithdrawal"] = "cdom-75",
        ["GetComplaint"] = "cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["RequestOtherCouncil"] = "cdom-75",
        ["NameConciliatingCouncil"] = "cnom-discipline",
        ["SummonConciliation"] = "cdom-75",
        ["RecordConciliation"] = "cdom-75",
        ["GetConciliation"] = "cdom-75 cdom-75-president chambre-ile-de-france",
        ["RecordDeliberation"] = "cdom-75",
        ["GetDeliberation"] = "cdom-75 cdom-75-president",
        ["RecordSubstitutionRequest"] = "cnom-discipline",
        ["TransmitInPlace"] = "cnom-discipline",
        ["RegisterCase"] = "chambre-ile-de-france chambre-nationale",
        ["RequestMemorandum"] = "chambre-ile-de-france chambre-nationale",
        ["RecordMemorandumReceipt"] = "chambre-ile-de-france chambre-nationale",
        ["RecordMemorandum"] = "chambre-ile-de-france chambre-nationale",
        ["CloseInstruction"] = "chambre-ile-de-france chambre-nationale",
        ["ReopenInstruction"] = "chambre-ile-de-france chambre-nationale",
        ["AppointRapporteur"] = "chambre-ile-de-france chambre-nationale",
        ["RecordChamberWithdrawal"] = "chambre-ile-de-france",
        ["RecordOrder"] = "chambre-ile-de-france",
        ["GetInstruction"] = "cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["SetHearing"] = "chambre-ile-de-france chambre-nationale",
        ["RecordSummons"] = "chambre-ile-de-france chambre-nationale",
        ["RecordHearing"] = "chambre-ile-de-france chambre-nationale",
        ["GetHearing"] = "cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["ListHearings"] = "cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["GetCase"] = "cnom-discipline cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["ListCases"] = "cnom-discipline cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["PrepareReferral"] = "cdom-75",
        ["SignReferral"] = "cdom-75-president",
        ["ReturnReferral"] = "cdom-75-president",
        ["GetReferral"] = "cnom-discipline cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["RecordDecision"] = "chambre-ile-de-france",
        ["RecordFurtherDecision"] = "chambre-ile-de-france chambre-nationale",
        ["RecordNotification"] = "chambre-ile-de-france chambre-nationale",
        ["RecordAppeal"] = "chambre-nationale",
        ["GetUpload"] = "cdom-75 chambre-ile-de-france chambre-nationale",
        ["ListCaseDocuments"] = "cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["PreparePublicDecision"] = "chambre-ile-de-france chambre-nationale",
        ["ApprovePublicDecision"] = "chambre-ile-de-france chambre-nationale",
        ["WithdrawPublicDecision"] = "chambre-ile-de-france chambre-nationale",
        ["GetPublicDecisionDraft"] = "chambre-ile-de-france chambre-nationale",
        ["GetPublicDecision"] = "cnom-discipline cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["SearchPublicDecisions"] = "cnom-discipline cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["GetProceedings"] = "cnom-discipline cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["RecordRemedy"] = "chambre-ile-de-france chambre-nationale",
        ["RecordStay"] = "chambre-nationale",
        ["RecordCassationOutcome"] = "chambre-nationale",
        ["RecordRectification"] = "chambre-ile-de-france chambre-nationale",
        ["RecordInsuranceSanction"] = "chambre-ile-de-france chambre-nationale",
        ["GetDecision"] = "cnom-discipline cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["GetDisciplineStatistics"] = "cnom-discipline chambre-ile-de-france chambre-nationale",
        ["DrawDisciplineStatistics"] = "cnom-discipline chambre-ile-de-france chambre-nationale",
        ["AskTransfer"] = "chambre-ile-de-france chambre-nationale",
        ["OrderTransfer"] = "chambre-nationale",
        ["GetTransfers"] = "cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["CreateCalendarFeed"] = "cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["RevokeCalendarFeed"] = "cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["ListCalendarFeeds"] = "cdom-75 cdom-75-president chambre-ile-de-france chambre-nationale",
        ["GetOwnCase"] = "medecin-10123456781@own_disciplinary_case",
        ["ListOwnCases"] = "medecin-10123456781@own_disciplinary_case",
    };

    private static readonly string[] Identities =
    [
        "cnom-discipline", "cdom-75", "cdom-75-president", "chambre-ile-de-france", "chambre-nationale",
        "cdom-75-entraide", "cnom-registre", "cnom-entraide", "cnom-entraide-approbateur", "cnom-tresorier", "cnom-presse", "cnom-presse-approbateur",
        "cnom-audit", "cnam", "medecin-10123456781", "medecin-10123456781@own_disciplinary_case", "medecin-10123456781@own_person", "svc-registry", "svc-mutual-aid", "svc-communiques",
    ];

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    [Fact]
    public async Task EveryRpc_EveryIdentity_IsLetInOrRefusedAsWritten()
    {
        Assert.Equal(Callers.Keys.Order(), Rpcs.Select(rpc => rpc.Name).Order());
        await using var app = await DisciplineApp.StartAsync(SqlEngine.Sqlite);
        foreach (var identity in Identities)
        {
            using var channel = BearerChannel.Open(app.Service.GrpcAddress, await TestIdentities.TokenAsync(identity));
            foreach (var rpc in Rpcs)
            {
                var expected = Callers[rpc.Name].Split(' ').Contains(identity);
                var status = await CallAsync(channel.CreateCallInvoker(), rpc);
                // An empty message passes the access check; the handler then refuses it or returns an empty list.
                Assert.True(expected == (status != StatusCode.PermissionDenied), $"{identity} {rpc.Name}: {status}");
            }
        }

        using var anyone = BearerChannel.Open(app.Service.GrpcAddress, null);
        foreach (var rpc in Rpcs)
            Assert.Equal(StatusCode.Unauthenticated, await CallAsync(anyone.CreateCallInvoker(), rpc));
    }

    [Fact]
    public async Task AnyoneOfMutualAid_IsStoppedByTheWall()
    {
        await using var app = await DisciplineApp.StartAsync(SqlEngine.Sqlite);
        foreach (var identity in new[] { "cdom-75-entraide", "cnom-entraide", "cnom-tresorier", "medecin-10123456781", "svc-mutual-aid" })
        {
            await Faults.ReasonAsync(
                StatusCode.PermissionDenied, Reasons.PurposeWall, (await app.CasesAsync(identity)).ListCasesAsync(new ListCasesRequest()));
        }

        // A disciplinary role beside the mutual-aid role does not open the wall.
        var both = app.Service.ClientWithToken<CasesService.CasesServiceClient>(await TestIdentities.TokenAsync(
            "cdom-75", token => token.Claims["roles"] = new[] { "departmental_clerk", "departmental_aid_referent" }));
        await Faults.ReasonAsync(StatusCode.PermissionDenied, Reasons.PurposeWall, both.ListCasesAsync(new ListCasesRequest()));
        Assert.All(Rpcs, rpc => Assert.Equal(Purpose.Discipline, rpc.GetOptions().GetExtension(AccessExtensions.Access).Purpose));
    }

    [Fact]
    public async Task AClerkWithoutCouncil_ReachesNothing()
    {
        await using var app = await DisciplineApp.StartAsync(SqlEngine.Sqlite);
        await app.OpenAsync(DisciplineApp.Doctor75);
        var nowhere = app.Service.ClientWithToken<CasesService.CasesServiceClient>(
            await TestIdentities.TokenAsync("cdom-75", token => token.Claims.Remove("council")));

        await Faults.ReasonAsync(StatusCode.PermissionDenied, Reasons.ClaimMissing, nowhere.ListCasesAsync(new ListCasesRequest()));
    }

    [Theory, Engines]
    public async Task AuditLogAndLogs_NameFieldsAndKeepNoContents(SqlEngine engine)
    {
        await using var app = await DisciplineApp.StartAsync(engine);
        var decision = await app.DecidedAsync();
        await (await app.DecisionsAsync("chambre-nationale")).RecordAppealAsync(Requests.Appeal(decision, Requests.Day(2026, 3, 10)));
        await app.DecidedAsync();
        app.GoTo(Requests.Day(2026, 4, 10));
        await app.Enforcement.RunOnceAsync(CancellationToken.None);

        var entries = await app.Service.Database.ReadAsync(
            sql => sql.QueryAsync<(string Kind, string Body)>("select kind, body from audit_entries where kind like 'discipline.%' order by sequence"),
            CancellationToken.None);
        Assert.Equal(
            [
                "discipline.affair.opened", "discipline.case.opened", "discipline.referral.prepared", "discipline.referral.signed",
                "discipline.decision.recorded", "discipline.appeal.recorded", "discipline.affair.opened", "discipline.case.opened",
                "discipline.referral.prepared", "discipline.referral.signed", "discipline.decision.recorded", "discipline.decision.enforced",
                "discipline.sanction.told", "discipline.case.settled",
            ],
            entries.Select(entry => entry.Kind));
        foreach (var text in entries.Select(entry => entry.Body).Concat(app.Service.Logs.All))
        {
            Assert.DoesNotContain(DisciplineApp.Facts, text, StringComparison.Ordinal);
            Assert.DoesNotContain(DisciplineApp.Opinion, text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(app.Service.Logs.All, text => text.Contains(DisciplineApp.Doctor75, StringComparison.Ordinal));
        var audit = await app.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");
        Assert.True((await audit.VerifyAuditLogAsync(new VerifyAuditLogRequest())).Intact);
    }

    private static async Task<StatusCode> CallAsync(CallInvoker invoker, MethodDescriptor rpc)
    {
        var method = new Method<byte[], byte[]>(MethodType.Unary, rpc.Service.FullName, rpc.Name, Bytes, Bytes);
        try
        {
            await invoker.AsyncUnaryCall(method, null, new CallOptions(), []);
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
