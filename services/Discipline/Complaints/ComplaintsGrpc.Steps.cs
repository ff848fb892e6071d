using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Complaints;

/// <summary>Steps after the registration of a complaint: notices, demand to regularise and its answer, withdrawal.</summary>
internal sealed partial class ComplaintsGrpc
{
    private const string NotBeforeRegistration = "Write a day that is not before the registration of the complaint.";

    public override Task<RecordComplaintNoticeResponse> RecordComplaintNotice(RecordComplaintNoticeRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.ComplaintId, "complaint_id");
        violations.Require(Enum.IsDefined(request.Notice) && request.Notice != ComplaintNotice.Unspecified, "notice", "Name the notice that was sent.");
        var sentOn = violations.Past(request.SentOn, "sent_on", LocalDay.Today(clock, context.Scope()));
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var row = await LockAsync(change, id, context.Scope());
            if (sentOn < row.RegisteredOn)
                throw Fault.Invalid("sent_on", NotBeforeRegistration);
            if (!await ComplaintStore.AddNoticeAsync(change.Sql, id, request.Notice, sentOn, change.Actor.Person.Subject, change.At))
                throw Fault.Precondition(Reasons.WrongState, "This notice (CSP L.4123-2) is recorded already: there is nothing more to record.");
            change.Audit("discipline.complaint.notified", Subject(id), null, new { request.Notice, sentOn });
            return new RecordComplaintNoticeResponse();
        });
    }

    public override Task<DemandRegularisationResponse> DemandRegularisation(DemandRegularisationRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.ComplaintId, "complaint_id");
        var demandedOn = violations.Past(request.DemandedOn, "demanded_on", LocalDay.Today(clock, context.Scope()));
        var answerBy = violations.Date(request.AnswerBy, "answer_by");
        if (request.DemandedOn is not null && request.AnswerBy is not null)
        {
            violations.Require(
                answerBy.DayNumber - demandedOn.DayNumber >= ComplaintRules.ShortestAnswer, "answer_by",
                $"Give at least {ComplaintRules.ShortestAnswer} days (CSP R.4126-15).");
        }

        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var row = await LockAsync(change, id, context.Scope());
            if (demandedOn < row.RegisteredOn)
                throw Fault.Invalid("demanded_on", NotBeforeRegistration);
            var before = await ComplaintStore.RegularisationsAsync(change.Sql, id);
            var lacks = ComplaintRules.Lacks(row.Now(before), row.AuthorKind, row.Respondents);
            ComplaintRules.CheckDemand(lacks, before.Count > 0 ? before[^1] : null);
            var demand = new RegularisationRow { Number = before.Count + 1, DemandedOn = demandedOn, AnswerBy = answerBy, Lacks = string.Join(',', lacks) };
            await ComplaintStore.AddDemandAsync(change.Sql, id, demand, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.regularisation.demanded", Subject(id), null, new { demand.Number, demandedOn, answerBy, demand.Lacks });
            return new DemandRegularisationResponse { Lacks = { lacks } };
        });
    }

    public override Task<AnswerRegularisationResponse> AnswerRegularisation(AnswerRegularisationRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var id = violations.Uuid(request.ComplaintId, "complaint_id");
        var answeredOn = violations.Past(request.AnsweredOn, "answered_on", LocalDay.Today(clock, context.Scope()));
        var holdings = ComplaintInput.Holdings(violations, request.Signed, request.DeliberationAttached, request.Copies);
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var row = await LockAsync(change, id, context.Scope());
            var before = await ComplaintStore.RegularisationsAsync(change.Sql, id);
            var demand = ComplaintRules.CheckAnswer(before.Count > 0 ? before[^1] : null, answeredOn);
            await ComplaintStore.AddAnswerAsync(change.Sql, id, demand.Number, answeredOn, holdings, change.Actor.Person.Subject, change.At);
            var lacks = ComplaintRules.Lacks(holdings, row.AuthorKind, row.Respondents);
            change.Audit("discipline.regularisation.answered", Subject(id), null, new { demand.Number, answeredOn, lacks = string.Join(',', lacks) });
            return new AnswerRegularisationResponse { Lacks = { lacks } };
        });
    }

    public override Task<RecordWithdrawalResponse> RecordWithdrawal(RecordWithdrawalRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var caseId = violations.Uuid(request.CaseId, "case_id");
        var withdrawnOn = violations.Past(request.WithdrawnOn, "withdrawn_on", LocalDay.Today(clock, context.Scope()));
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForCouncilAsync(change, caseId, context.Scope(), request.Etag);
            CaseRules.CheckOfComplaintBeforeCouncil(file);
            if (file.WithdrawnOn is not null)
                throw CaseRules.Wrong(file, "the author withdrew already and the council goes on in its own name (CSP R.4126-1, 1°): record the deliberation");
            if (request.CouncilContinues && file.Regime == SeisinRegime.Control)
            {
                throw Fault.Precondition(
                    DisciplineReasons.SeisinRegime, "No council may seise the chamber of acts of a control function (CSP L.4124-2, al. 2).");
            }

            if (withdrawnOn < file.RegisteredOn)
                throw Fault.Invalid("withdrawn_on", NotBeforeRegistration);
            await ComplaintStore.AddWithdrawalAsync(change.Sql, caseId, withdrawnOn, request.CouncilContinues, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.complaint.withdrawn", $"cases/{caseId}", null, new { withdrawnOn, request.CouncilContinues });
            return new RecordWithdrawalResponse { Case = await CaseFiles.StepAsync(change, caseId, context.Scope()) };
        });
    }

    private static async Task<ComplaintRow> LockAsync(Change change, string id, RowScope scope) =>
        await ComplaintStore.LockAsync(change.Sql, id, scope.Council) ?? throw Fault.NotFound("complaint");
}
