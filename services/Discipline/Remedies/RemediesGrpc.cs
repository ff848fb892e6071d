using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Decisions;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Remedies;

internal sealed class RemediesGrpc(ChangeRunner changes, TimeProvider clock) : RemediesService.RemediesServiceBase
{
    public override Task<RecordRemedyResponse> RecordRemedy(RecordRemedyRequest request, ServerCallContext context)
    {
        var (requestId, remedy) = RemedyInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var proceeding = await DecidedCases.LockAsync(change, remedy.DecisionId, context.Scope());
            var decision = proceeding.Decisions.Single(row => row.Id == remedy.DecisionId);
            Etag.Check(request.Etag, proceeding.Version);
            RemedyRules.Check(proceeding, decision, request, remedy, DecidedCases.Today(change, proceeding), isNational: context.Scope().All);
            var row = new RemedyRow
            {
                Id = change.NewId(),
                DecisionId = decision.Id,
                Kind = request.Kind,
                Appellant = request.Appellant,
                LodgedOn = remedy.LodgedOn,
                ReceivedOn = remedy.ReceivedOn,
                RecordedAt = change.At,
            };
            await ProceedingStore.AddRemedyAsync(change.Sql, row, remedy.CauseKnownOn, change.Actor.Person.Subject);
            change.Audit(
                "discipline.remedy.recorded", $"decisions/{decision.Id}", null,
                new { remedyId = row.Id, row.Kind, row.Appellant, row.LodgedOn, row.ReceivedOn, remedy.CauseKnownOn });
            return new RecordRemedyResponse { Decision = await DecidedCases.SettledAsync(change, proceeding.CaseId, decision.Id, context.Scope()) };
        });
    }

    public override Task<RecordStayResponse> RecordStay(RecordStayRequest request, ServerCallContext context)
    {
        var (requestId, from, endedOn) = RemedyInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var (proceeding, remedy) = await LockRemedyAsync(change, request.RemedyId, context.Scope());
            Etag.Check(request.Etag, proceeding.Version);
            RemedyRules.CheckStay(proceeding, DecidedCases.Today(change, proceeding), remedy, from, endedOn);
            var stay = new StayRow { RemedyId = remedy.Id, FromDay = from, EndedOn = endedOn };
            await ProceedingStore.SetStayAsync(change.Sql, stay, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.stay.recorded", $"decisions/{remedy.DecisionId}", null, stay);
            return new RecordStayResponse { Decision = await DecidedCases.SettledAsync(change, proceeding.CaseId, remedy.DecisionId, context.Scope()) };
        });
    }

    public override Task<RecordCassationOutcomeResponse> RecordCassationOutcome(RecordCassationOutcomeRequest request, ServerCallContext context)
    {
        var (requestId, decidedOn) = RemedyInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var (proceeding, remedy) = await LockRemedyAsync(change, request.RemedyId, context.Scope());
            Etag.Check(request.Etag, proceeding.Version);
            ActRules.Check(proceeding, DecidedCases.Today(change, proceeding), RemedyRules.ActOf(request.Outcome), remedy);
            if (decidedOn < remedy.LodgedOn)
                throw Fault.Invalid("decided_on", $"Write a day that is not before the appeal in cassation, {remedy.LodgedOn:yyyy-MM-dd}.");
            await ProceedingStore.SetCassationOutcomeAsync(change.Sql, remedy.Id, request.Outcome, decidedOn);
            change.Audit("discipline.cassation.decided", $"decisions/{remedy.DecisionId}", null, new { remedyId = remedy.Id, request.Outcome, decidedOn });
            var decision = await DecidedCases.SettledAsync(change, proceeding.CaseId, remedy.DecisionId, context.Scope());
            return new RecordCassationOutcomeResponse { Decision = decision };
        });
    }

    public override Task<RecordRectificationResponse> RecordRectification(RecordRectificationRequest request, ServerCallContext context)
    {
        var (requestId, orderedOn, notifiedOn) = RemedyInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var proceeding = await DecidedCases.LockAsync(change, request.DecisionId, context.Scope());
            var decision = proceeding.Decisions.Single(row => row.Id == request.DecisionId);
            Etag.Check(request.Etag, proceeding.Version);
            RemedyRules.CheckRectifiable(proceeding, decision, DecidedCases.Today(change, proceeding), orderedOn, isNational: context.Scope().All);
            var limit = proceeding.Seat is null ? null : TimeLimits.ComputeAgain(
                Clocks.Rule(decision, timeLimitStated: true), Restart.ByCorrection(notifiedOn),
                DecisionRules.Residence(decision.Residence, proceeding.Council));
            var row = new RectificationRow
            {
                DecisionId = decision.Id,
                NotifiedOn = notifiedOn,
                LastDay = limit?.LastDay,
                Time = limit is null ? null : TimeLimitMap.ToProto(limit).ToByteArray(),
            };
            await ProceedingStore.AddRectificationAsync(change.Sql, row, orderedOn, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.decision.corrected", $"decisions/{decision.Id}", null, new { orderedOn, notifiedOn, row.LastDay });
            return new RecordRectificationResponse { Decision = await DecidedCases.SettledAsync(change, proceeding.CaseId, decision.Id, context.Scope()) };
        });
    }

    public override Task<RecordInsuranceSanctionResponse> RecordInsuranceSanction(RecordInsuranceSanctionRequest request, ServerCallContext context)
    {
        var (requestId, caseId, finalOn) = RemedyInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            await CaseFiles.LockForChangeAsync(change, caseId, context.Scope());
            var proceeding = await ProceedingStore.LoadAsync(change.Sql, caseId)
                ?? throw Fault.Precondition(Reasons.WrongState, "The case is not decided: there is no sanction to compare with. Record it after the decision.");
            if (proceeding.Insurance is not null)
                throw Fault.Precondition(Reasons.WrongState, "A sanction of the social-insurance section is recorded already for this case.");
            var row = new InsuranceRow { Kind = request.Sanction.Kind, FirmMonths = request.Sanction.FirmMonths, FinalOn = finalOn };
            await ProceedingStore.AddInsuranceAsync(change.Sql, caseId, row, change.Actor.Person.Subject, change.At);
            change.Audit("discipline.insurance_sanction.recorded", $"cases/{caseId}", null, row);
            var (settled, outcome) = await Settlement.SettleAsync(change, caseId);
            await CaseFiles.StepAsync(change, caseId, context.Scope());
            return new RecordInsuranceSanctionResponse { Decisions = { DecisionMap.ToProto(settled, outcome) } };
        });
    }

    private static async Task<(Proceeding Proceeding, RemedyRow Remedy)> LockRemedyAsync(Change change, string remedyId, RowScope scope)
    {
        var caseId = await ProceedingStore.CaseOfRemedyAsync(change.Sql, remedyId) ?? throw Fault.NotFound("remedy");
        var proceeding = await DecidedCases.LockCaseAsync(change, caseId, scope);
        return (proceeding, proceeding.Remedies.Single(remedy => remedy.Id == remedyId));
    }
}
