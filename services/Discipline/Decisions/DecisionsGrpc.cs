using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.InstructionClock;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.Discipline.Register;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Discipline.Decisions;

internal sealed partial class DecisionsGrpc(Database database, ChangeRunner changes, IRegisterLookup register, TimeProvider clock)
    : DecisionsService.DecisionsServiceBase
{
    public override async Task<RecordDecisionResponse> RecordDecision(RecordDecisionRequest request, ServerCallContext context)
    {
        var (requestId, decision) = DecisionInput.Read(request, LocalDay.Today(clock, context.Scope()));
        var seen = await database.ReadAsync(sql => CaseFiles.FindAsync(sql, decision.CaseId, context.Scope()), context.CancellationToken)
            ?? throw Fault.NotFound("case");
        // Before the transaction: a slow answer of another service must not hold locks here.
        var entry = (await register.FindAsync([seen.Rpps], decision.DecidedOn, context))[0];
        return await changes.RunAsync(context, request, requestId, "", async change =>
        {
            var file = await CaseFiles.LockForChangeAsync(change, decision.CaseId, context.Scope());
            DecisionRules.CheckFits(decision, file);
            if (entry is { IsDeceased: true })
                throw DecisionRules.DiedBefore(decision);
            if (request.RevokedDecisionId.Length > 0)
                await CheckRevocableAsync(change, file, request.RevokedDecisionId);
            var limit = decision.NotifiedOn is { } notified && decision.LastDayOfAppeal is null
                ? TimeLimits.Compute(LegalRules.Appeal, notified, DecisionRules.Residence(request.FarthestResidence, file.Council))
                : null;
            var row = new DecisionRow
            {
                Id = change.NewId(),
                CaseId = file.Id,
                Sanction = decision.Sanction,
                DurationMonths = decision.Periods.Duration.Months,
                SuspendedMonths = decision.Periods.Suspended.Months,
                DurationDays = decision.Periods.Duration.Days,
                SuspendedDays = decision.Periods.Suspended.Days,
                ExecutesFrom = decision.ExecutesFrom,
                ExecutesUntil = decision.ExecutesUntil,
                TrainingOrdered = request.TrainingOrdered,
                Revokes = request.RevokedDecisionId,
                Urgent = Urgency.Of(request.Urgent, await InstructionFactStore.IsUrgentAsync(change.Sql, file.Id)),
                DecidedOn = decision.DecidedOn,
                NotifiedOn = decision.NotifiedOn,
                Residence = request.FarthestResidence,
                LastDayOfAppeal = limit?.LastDay ?? decision.LastDayOfAppeal,
                AppealTime = limit is null ? null : TimeLimitMap.ToProto(limit).ToByteArray(),
                RecordedAt = change.At,
            };
            await ProceedingStore.AddDecisionAsync(change.Sql, row, change.Actor.Person.Subject);
            change.Audit("discipline.decision.recorded", $"decisions/{row.Id}", null, Facts(row));
            // The first ruling ends the emergency suspension by law, whatever it decides (CSP R.4113-111). With the physician's key, so that the register
            // hears of it before a sanction of the same decision.
            if (row.Urgent)
                change.Publish(new RecordEmergencyRulingRequest { Rpps = file.Rpps, RuledOn = row.DecidedOn.ToProto() }, key: file.Rpps);
            return new RecordDecisionResponse { Decision = await DecidedCases.SettledAsync(change, row.CaseId, row.Id, context.Scope()) };
        });
    }

    public override Task<RecordFurtherDecisionResponse> RecordFurtherDecision(RecordFurtherDecisionRequest request, ServerCallContext context)
    {
        var (requestId, decision) = DecisionInput.Read(request, LocalDay.Today(clock, context.Scope()));
        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var proceeding = await DecidedCases.LockAsync(change, request.DecisionId, context.Scope());
            var answered = proceeding.Decisions.Single(row => row.Id == request.DecisionId);
            Etag.Check(request.Etag, proceeding.Version);
            ActRules.Check(proceeding, DecidedCases.Today(change, proceeding), DecisionRules.ActOf(request.Kind), answered, isNational: context.Scope().All);
            DecisionRules.CheckAnswer(proceeding, answered, request, decision);
            var row = new DecisionRow
            {
                Id = change.NewId(),
                CaseId = proceeding.CaseId,
                Kind = request.Kind,
                Answers = answered.Id,
                Outcome = request.Outcome,
                Sanction = decision.Sanction,
                DurationMonths = decision.Periods.Duration.Months,
                SuspendedMonths = decision.Periods.Suspended.Months,
                DurationDays = decision.Periods.Duration.Days,
                SuspendedDays = decision.Periods.Suspended.Days,
                ExecutesFrom = decision.ExecutesFrom,
                ExecutesUntil = decision.ExecutesUntil,
                ByDefault = request.ByDefault,
                DecidedOn = decision.DecidedOn,
                RecordedAt = change.At,
            };
            await ProceedingStore.AddDecisionAsync(change.Sql, row, change.Actor.Person.Subject);
            change.Audit("discipline.decision.recorded", $"decisions/{row.Id}", null, Facts(row));
            return new RecordFurtherDecisionResponse { Decision = await DecidedCases.SettledAsync(change, row.CaseId, row.Id, context.Scope()) };
        });
    }

    public override Task<RecordAppealResponse> RecordAppeal(RecordAppealRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var today = LocalDay.Today(clock, context.Scope());
        var requestId = violations.RequestId(request.RequestId);
        var decisionId = violations.Uuid(request.DecisionId, "decision_id");
        violations.Require(Enum.IsDefined(request.Appellant), "appellant", "Send an appellant of the contract, or none.");
        var lodgedOn = violations.Past(request.LodgedOn, "lodged_on", today);
        DateOnly? receivedOn = request.ReceivedOn is null ? null : violations.Past(request.ReceivedOn, "received_on", today);
        if (request.LodgedOn is not null && receivedOn is not null)
            violations.Require(receivedOn >= lodgedOn, "received_on", "Write a day that is not before lodged_on.");
        violations.ThrowIfAny();

        return changes.RunAsync(context, request, requestId, "", async change =>
        {
            var proceeding = await DecidedCases.LockAsync(change, decisionId, context.Scope());
            Etag.Check(request.Etag, proceeding.Version);
            DecisionRules.CheckAppeal(
                proceeding, DecidedCases.Today(change, proceeding), proceeding.Decisions.Single(row => row.Id == decisionId), request.Appellant, lodgedOn);
            var appeal = new RemedyRow
            {
                Id = change.NewId(),
                DecisionId = decisionId,
                Kind = RemedyKind.Appeal,
                Appellant = request.Appellant,
                LodgedOn = lodgedOn,
                ReceivedOn = receivedOn,
                RecordedAt = change.At,
            };
            await ProceedingStore.AddRemedyAsync(change.Sql, appeal, causeKnownOn: null, change.Actor.Person.Subject);
            change.Audit(
                "discipline.appeal.recorded", $"decisions/{decisionId}", null,
                new { appealId = appeal.Id, appeal.Appellant, lodgedOn, receivedOn });
            return new RecordAppealResponse { Decision = await DecidedCases.SettledAsync(change, proceeding.CaseId, decisionId, context.Scope()) };
        });
    }

    private static async Task CheckRevocableAsync(Change change, CaseRow file, string revokedId)
    {
        var caseId = await ProceedingStore.CaseOfDecisionAsync(change.Sql, revokedId, CaseReach.Of(RowScope.Everything));
        var earlier = caseId is null ? null : await ProceedingStore.LoadAsync(change.Sql, caseId);
        var outcome = earlier is null ? null : OutcomeRules.Of(earlier, LegalDay.Of(change.At, Territory.Metropolitan));
        DecisionRules.CheckRevocable(file, revokedId, earlier, outcome, await ProceedingStore.IsRevokedAsync(change.Sql, revokedId));
    }

    private static object Facts(DecisionRow row) => new
    {
        row.CaseId,
        row.Kind,
        row.Answers,
        row.Outcome,
        row.Sanction,
        row.DurationMonths,
        row.SuspendedMonths,
        row.DurationDays,
        row.SuspendedDays,
        row.ExecutesFrom,
        row.ExecutesUntil,
        row.TrainingOrdered,
        row.Revokes,
        row.Urgent,
        row.ByDefault,
        row.DecidedOn,
        row.NotifiedOn,
        row.LastDayOfAppeal,
    };
}
