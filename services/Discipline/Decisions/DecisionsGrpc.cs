using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Register;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Decisions;

internal sealed class DecisionsGrpc(Database database, ChangeRunner changes, IRegisterLookup register, TimeProvider clock)
    : DecisionsService.DecisionsServiceBase
{
    public override async Task<RecordDecisionResponse> RecordDecision(RecordDecisionRequest request, ServerCallContext context)
    {
        var (requestId, caseId, decision) = DecisionInput.Read(request, LocalDay.Today(clock, context.Scope()));
        var reach = CaseReach.Of(context.Scope());
        var seen = await database.ReadAsync(sql => CaseFiles.FindAsync(sql, caseId, context.Scope()), context.CancellationToken)
            ?? throw Fault.NotFound("case");
        // Before the transaction: a slow answer of another service must not hold locks here.
        var entry = (await register.FindAsync([seen.Rpps], decision.DecidedOn, context))[0];
        return await changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForChangeAsync(change, caseId, context.Scope());
            DecisionRules.CheckFits(decision, file);
            if (entry is { IsDeceased: true })
                throw DecisionRules.DiedBefore(decision);
            var limit = TimeLimits.Compute(LegalRules.Appeal, decision.NotifiedOn, DecisionRules.Residence(request.FarthestResidence, file.Council));
            var id = change.NewId();
            await DecisionStore.InsertAsync(
                change.Sql, id, caseId, decision, TimeLimitMap.ToProto(limit), limit.LastDay, change.Actor.Person.Subject, change.At);
            await CaseFiles.StepAsync(change, caseId, context.Scope());
            change.Audit("discipline.decision.recorded", $"decisions/{id}", null, new
            {
                caseId,
                decision.Sanction,
                decision.DurationMonths,
                decision.SuspendedMonths,
                decision.DecidedOn,
                decision.NotifiedOn,
                lastDayOfAppeal = limit.LastDay,
            });
            return new RecordDecisionResponse { Decision = DecisionMap.ToProto((await DecisionStore.GetAsync(change.Sql, id, reach))!) };
        });
    }

    public override Task<RecordAppealResponse> RecordAppeal(RecordAppealRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var requestId = violations.RequestId(request.RequestId);
        var decisionId = violations.Uuid(request.DecisionId, "decision_id");
        var lodgedOn = violations.Past(request.LodgedOn, "lodged_on", LocalDay.Today(clock, context.Scope()));
        violations.ThrowIfAny();

        var reach = CaseReach.Of(context.Scope());
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var decision = await DecisionStore.GetAsync(change.Sql, decisionId, reach) ?? throw Fault.NotFound("decision");
            CaseRules.CheckOpen(await CaseFiles.LockForChangeAsync(change, decision.CaseId, context.Scope()));
            DecisionRules.CheckInTime(decision, lodgedOn);
            if (!await DecisionStore.EndAppealTimeAsync(change.Sql, decisionId))
            {
                throw Fault.Precondition(
                    Reasons.WrongState, "The decision is under appeal already, or it became enforceable before this appeal was recorded.");
            }

            var id = change.NewId();
            await DecisionStore.InsertAppealAsync(change.Sql, id, decisionId, lodgedOn, change.Actor.Person.Subject, change.At);
            await CaseFiles.StepAsync(change, decision.CaseId, context.Scope());
            change.Audit("discipline.appeal.recorded", $"decisions/{decisionId}", null, new { appealId = id, lodgedOn, decision.LastDayOfAppeal });
            return new RecordAppealResponse { Decision = DecisionMap.ToProto((await DecisionStore.GetAsync(change.Sql, decisionId, reach))!) };
        });
    }

    public override async Task<GetDecisionResponse> GetDecision(GetDecisionRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.DecisionId, "decision_id");
        violations.ThrowIfAny();

        var row = await database.ReadAsync(sql => DecisionStore.GetAsync(sql, id, CaseReach.Of(context.Scope())), context.CancellationToken)
            ?? throw Fault.NotFound("decision");
        context.Reads($"decisions/{id}");
        context.Reads($"physicians/{row.Rpps}");
        return new GetDecisionResponse { Decision = DecisionMap.ToProto(row) };
    }
}
