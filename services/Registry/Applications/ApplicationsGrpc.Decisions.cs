using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Applications;

/// <content>Four eyes: a clerk prepares the decision, a president signs it.</content>
internal sealed partial class ApplicationsGrpc
{
    public override async Task<PrepareDecisionResponse> PrepareDecision(PrepareDecisionRequest request, ServerCallContext context)
    {
        var (requestId, id, asked, refusal) = ApplicationInput.Read(request, LocalDay.Today(clock, context.Scope()));
        // The ground is sealed before the transaction begins, to the number of the draft: another draft in between makes the call ABORTED.
        var (number, held) = await SealAsync(id, refusal, context);
        return await ChangeAsync(context, request, requestId, async change =>
        {
            var row = await ApplicationSteps.LockAsync(change, id, request.Etag, context.Scope());
            ApplicationSteps.CheckOpen(row, change.At);
            RequireState(row.CompleteOn is not null, "The file is not complete.");
            RequireState(row.Rapporteur.Length > 0, "A rapporteur examines the application first (CSP R.4112-2).");
            Days.NotBefore(asked.SessionOn, row.CompleteOn!.Value, "session_on");
            if (asked.Outcome == Outcomes.Refused)
                ApplicationRules.CheckRefusal(row, asked.SessionOn);
            var drafts = await DecisionStore.DraftsAsync(change.Sql, id);
            var draft = asked with { Number = drafts.Count + 1, PreparedBy = change.Actor.Person.Subject };
            if (draft.Number != number)
                throw Fault.StaleEtag();
            await DecisionStore.AddDraftAsync(change.Sql, id, draft, change.At);
            if (held is not null)
                await RefusalStore.AddAsync(change.Sql, id, number, held);
            // The audit log takes no ground: it may be one of health.
            change.Audit(
                "registry.application.decision_prepared", ApplicationSteps.Subject(id), null,
                new { number = draft.Number, outcome = draft.Outcome, sessionOn = draft.SessionOn });
            return new PrepareDecisionResponse { Application = await ApplicationSteps.ToProtoAsync(change, id) };
        });
    }

    public override Task<SignDecisionResponse> SignDecision(SignDecisionRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.ApplicationId, "application_id");
        violations.Require(request.Etag.Length > 0, "etag", "Send the etag of the version you read.");
        violations.ThrowIfAny();

        return ChangeAsync(context, request, requestId, async change =>
        {
            var row = await ApplicationSteps.LockAsync(change, id, request.Etag, context.Scope());
            ApplicationSteps.CheckOpen(row, change.At);
            var drafts = await DecisionStore.DraftsAsync(change.Sql, id);
            RequireState(drafts.Count > 0, "No decision is prepared: a clerk of the council prepares one first.");
            var president = change.Actor.Person.Subject;
            if (drafts.Any(draft => draft.PreparedBy == president))
                throw Fault.FourEyes("You prepared this decision: another president signs it.");

            var draft = drafts[^1];
            // The meeting may have been put off after the draft.
            if (draft.Outcome == Outcomes.Refused)
                ApplicationRules.CheckRefusal(row, draft.SessionOn);
            await ApplicationStore.UpdateAsync(change.Sql, row with
            {
                Outcome = draft.Outcome,
                DecidedOn = draft.SessionOn,
                SignedBy = president,
            });
            var accepted = draft.Outcome == Outcomes.Accepted;
            var inTransfer = row.Ground == nameof(FactGround.TransferIn);
            if (NoticeRules.TimeToNotify(draft.SessionOn, row.Council) is { } time)
            {
                await NoticeStore.AddOwedAsync(
                    change.Sql, new NoticeRow { ApplicationId = id, Rpps = row.Rpps, Council = row.Council, DueOn = time.LastDay },
                    accepted ? NoticeRules.OfRegistration() : NoticeRules.OfRefusal(inTransfer, row.Nationality));
            }

            if (accepted)
                await steps.EnterApplicantAsync(change, row, draft.SessionOn);
            else if (inTransfer)
                await steps.RecordTransferRefusalAsync(change, row.Rpps, draft.SessionOn);
            change.Audit(
                "registry.application.decided", ApplicationSteps.Subject(id), null,
                new { number = draft.Number, outcome = draft.Outcome, decidedOn = draft.SessionOn });
            return new SignDecisionResponse { Application = await ApplicationSteps.ToProtoAsync(change, id) };
        });
    }

    public override Task<RecordNotificationResponse> RecordNotification(RecordNotificationRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.ApplicationId, "application_id");
        var notifiedOn = violations.NotificationDay(request.Recipient, request.NotifiedOn, LocalDay.Today(clock, context.Scope()));
        violations.ThrowIfAny();

        return ChangeAsync(context, request, requestId, async change =>
        {
            var row = await ApplicationSteps.LockAsync(change, id, request.Etag, context.Scope());
            RequireState(row.DecidedOn is not null, "Nothing is decided.");
            Days.NotBefore(notifiedOn, row.DecidedOn!.Value, "notified_on");
            RequireState(await NoticeStore.MarkDecisionNotifiedAsync(change.Sql, id, request.Recipient, notifiedOn), "This notice is not owed, or was given.");
            change.Audit(
                "registry.application.notified", ApplicationSteps.Subject(id), null, new { recipient = request.Recipient.ToString(), notifiedOn });
            return new RecordNotificationResponse { Application = await ApplicationSteps.ToProtoAsync(change, id) };
        });
    }

    /// <summary>Number of the next draft, and its sealed ground; null for an acceptance. NOT_FOUND when the application is absent or out of scope.</summary>
    private async Task<(long Number, byte[]? Held)> SealAsync(string id, SealedRefusal? refusal, ServerCallContext context)
    {
        var (row, drafts) = await database.SnapshotAsync(
            async sql => (
                await ApplicationStore.GetAsync(sql, id, context.Scope()) ?? throw Fault.NotFound("application"), await DecisionStore.DraftsAsync(sql, id)),
            context.CancellationToken);
        var number = drafts.Count + 1L;
        return (number, refusal is null ? null : vault.Seal(row, number, refusal));
    }
}
