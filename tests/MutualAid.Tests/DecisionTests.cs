using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>A proposal, grant or refusal needs the right state and the current version, and happens once.</summary>
public class DecisionTests
{
    [Theory, Engines]
    public async Task ApproveAidRequest_Instructed_GrantsTheProposal(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var instructed = await app.InstructedAsync(envelope, 300_00);
        Assert.Equal(AidRequestState.Instructed, instructed.State);

        var granted = (await (await app.AidAsync(MutualAidApp.Approver)).ApproveAidRequestAsync(Requests.Approve(instructed))).AidRequest;

        Assert.Equal((AidRequestState.Granted, 300_00L), (granted.State, granted.Granted.Cents));
        Assert.NotNull(granted.DecidedAt);
        Assert.NotEqual(instructed.Etag, granted.Etag);
        var after = await app.EnvelopeAsync(envelope.Id);
        Assert.Equal((300_00, 700_00), (after.Granted.Cents, after.Available.Cents));
        Assert.Empty(await LedgerTests.FindingsAsync(app));
    }

    [Theory, Engines]
    public async Task ApproveAidRequest_Twice_PaysOnce(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var instructed = await app.InstructedAsync(envelope, 300_00);
        var approver = await app.AidAsync(MutualAidApp.Approver);
        var request = Requests.Approve(instructed);
        var first = await approver.ApproveAidRequestAsync(request);

        Assert.Equal(first, await approver.ApproveAidRequestAsync(request));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, approver.ApproveAidRequestAsync(Requests.Approve(instructed)));
        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, approver.ApproveAidRequestAsync(Requests.Approve(first.AidRequest)));
        request.Etag = "7";
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, approver.ApproveAidRequestAsync(request));
        Assert.Equal(700_00, (await app.EnvelopeAsync(envelope.Id)).Available.Cents);
    }

    [Theory, Engines]
    public async Task ApproveAidRequest_OneRequestManyAtOnce_PaysOnce(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var instructed = await app.InstructedAsync(envelope, 10_00);
        var approver = await app.AidAsync(MutualAidApp.Approver);

        var calls = Enumerable.Range(0, 16).Select(_ => approver.ApproveAidRequestAsync(Requests.Approve(instructed)).ResponseAsync).ToArray();
        await Task.WhenAll(calls.Select(call => call.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(1, calls.Count(call => call.IsCompletedSuccessfully));
        Assert.All(
            calls.Where(call => call.IsFaulted),
            call => Assert.Equal(Reasons.WrongState, ((RpcException)call.Exception!.InnerException!).Reason()));
        Assert.Equal(990_00, (await app.EnvelopeAsync(envelope.Id)).Available.Cents);
    }

    [Theory, Engines]
    public async Task ApproveAidRequest_NotInstructed_IsWrongState(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var filed = await app.SubmitAsync();
        var approver = await app.AidAsync(MutualAidApp.Approver);

        await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, approver.ApproveAidRequestAsync(Requests.Approve(filed)));
    }

    [Theory, Engines]
    public async Task Mutations_ProposalChangedSinceRead_AreAborted(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var read = await app.InstructedAsync(envelope, 10_00);
        await app.InstructAsync(read, envelope, 900_00);
        var (instructor, approver) = (await app.AidAsync(MutualAidApp.Instructor), await app.AidAsync(MutualAidApp.Approver));

        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, approver.ApproveAidRequestAsync(Requests.Approve(read)));
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, approver.RefuseAidRequestAsync(Requests.Refuse(read)));
        await Faults.ReasonAsync(StatusCode.Aborted, Reasons.StaleEtag, instructor.InstructAidRequestAsync(Requests.Instruct(read, envelope)));
        Assert.Equal((0, 2), (await app.CountAsync("aid_decisions"), await app.CountAsync("aid_instructions")));
    }

    [Theory, Engines]
    public async Task RefuseAidRequest_FiledOrInstructed_IsFinal(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var (instructor, approver) = (await app.AidAsync(MutualAidApp.Instructor), await app.AidAsync(MutualAidApp.Approver));

        foreach (var request in new[] { await app.SubmitAsync(), await app.InstructedAsync(envelope, 10_00) })
        {
            var refused = (await approver.RefuseAidRequestAsync(Requests.Refuse(request))).AidRequest;
            Assert.Equal(AidRequestState.Refused, refused.State);
            Assert.Null(refused.Granted);
            await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, approver.ApproveAidRequestAsync(Requests.Approve(refused)));
            await Faults.ReasonAsync(StatusCode.FailedPrecondition, Reasons.WrongState, approver.RefuseAidRequestAsync(Requests.Refuse(refused)));
            await Faults.ReasonAsync(
                StatusCode.FailedPrecondition, Reasons.WrongState, instructor.InstructAidRequestAsync(Requests.Instruct(refused, envelope)));
        }

        Assert.Equal(1_000_00, (await app.EnvelopeAsync(envelope.Id)).Available.Cents);
    }

    [Theory, Engines]
    public async Task InstructAndRefuse_SameRequestId_HappenOnce(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var filed = await app.SubmitAsync();
        var (instructor, approver) = (await app.AidAsync(MutualAidApp.Instructor), await app.AidAsync(MutualAidApp.Approver));
        var instruct = Requests.Instruct(filed, envelope);

        var instructed = await instructor.InstructAidRequestAsync(instruct);
        Assert.Equal(instructed, await instructor.InstructAidRequestAsync(instruct));
        var refuse = Requests.Refuse(instructed.AidRequest);
        var refused = await approver.RefuseAidRequestAsync(refuse);
        Assert.Equal(refused, await approver.RefuseAidRequestAsync(refuse));

        instruct.Opinion = refuse.Reason = "Autre";
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, instructor.InstructAidRequestAsync(instruct));
        await Faults.ReasonAsync(StatusCode.AlreadyExists, Reasons.RequestIdReused, approver.RefuseAidRequestAsync(refuse));
        Assert.Equal((1, 1), (await app.CountAsync("aid_instructions"), await app.CountAsync("aid_decisions")));
    }

    [Theory, Engines]
    public async Task Mutations_EveryFieldWrong_NameEachAndWriteNothing(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var (instructor, approver) = (await app.AidAsync(MutualAidApp.Instructor), await app.AidAsync(MutualAidApp.Approver));

        await Faults.InvalidAsync(
            instructor.InstructAidRequestAsync(new InstructAidRequestRequest()),
            "request_id", "aid_request_id", "etag", "envelope_id", "amount", "opinion");
        await Faults.InvalidAsync(approver.ApproveAidRequestAsync(new ApproveAidRequestRequest()), "request_id", "aid_request_id", "etag");
        await Faults.InvalidAsync(approver.RefuseAidRequestAsync(new RefuseAidRequestRequest()), "request_id", "aid_request_id", "etag", "reason");
        Assert.Equal(0, await app.CountAsync("requests"));
    }

    [Theory, Engines]
    public async Task Mutations_UnknownRequestOrEnvelope_AreNotFound(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var (instructor, approver) = (await app.AidAsync(MutualAidApp.Instructor), await app.AidAsync(MutualAidApp.Approver));
        var unknown = new AidRequest { Id = Requests.NewId(), Etag = "1" };
        var nowhere = new Envelope { Id = Requests.NewId() };

        await Faults.FailsAsync(StatusCode.NotFound, instructor.InstructAidRequestAsync(Requests.Instruct(unknown, nowhere)));
        await Faults.FailsAsync(StatusCode.NotFound, approver.ApproveAidRequestAsync(Requests.Approve(unknown)));
        await Faults.FailsAsync(StatusCode.NotFound, approver.RefuseAidRequestAsync(Requests.Refuse(unknown)));
        await Faults.FailsAsync(StatusCode.NotFound, instructor.InstructAidRequestAsync(Requests.Instruct(await app.SubmitAsync(), nowhere)));
        Assert.Equal(0, await app.CountAsync("aid_instructions"));
    }

    [Theory, Engines]
    public async Task AuditLog_OfAWholeFile_TellsWhatHappenedAndHolds(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var instructed = await app.InstructedAsync(envelope, 10_00);
        await (await app.AidAsync(MutualAidApp.Approver)).ApproveAidRequestAsync(Requests.Approve(instructed));
        var auditor = await app.Service.ClientAsync<AuditService.AuditServiceClient>("cnom-audit");

        var entries = (await auditor.ListAuditEntriesAsync(new ListAuditEntriesRequest { Subject = $"aid_requests/{instructed.Id}" })).Entries;

        Assert.Equal(
            ["mutual_aid.request.submitted", "mutual_aid.request.instructed", "mutual_aid.request.granted"], entries.Select(entry => entry.Kind));
        Assert.Equal(3, entries.Select(entry => entry.Actor).Distinct().Count());
        Assert.True((await auditor.VerifyAuditLogAsync(new VerifyAuditLogRequest())).Intact);
        Assert.Equal(0, await app.CountAsync("outbox"));
    }
}
