using Grpc.Core;
using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Decisions;

/// <summary>Reads of decisions.</summary>
internal sealed partial class DecisionsGrpc
{
    public override async Task<GetDecisionResponse> GetDecision(GetDecisionRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Uuid(request.DecisionId, "decision_id");
        violations.ThrowIfAny();

        var reach = CaseReach.Of(context.Scope());
        var proceeding = await database.SnapshotAsync(
            async sql => await ProceedingStore.CaseOfDecisionAsync(sql, id, reach) is { } caseId ? await ProceedingStore.LoadAsync(sql, caseId) : null,
            context.CancellationToken) ?? throw Fault.NotFound("decision");
        context.Reads($"decisions/{id}");
        context.Reads($"physicians/{proceeding.Rpps}");
        return new GetDecisionResponse { Decision = DecisionMap.ToProto(proceeding, Today(proceeding), id) };
    }

    public override async Task<GetProceedingsResponse> GetProceedings(GetProceedingsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var caseId = violations.Uuid(request.CaseId, "case_id");
        violations.ThrowIfAny();

        var proceeding = await database.SnapshotAsync(
            async sql => await CaseFiles.FindAsync(sql, caseId, context.Scope()) is null ? null : await ProceedingStore.LoadAsync(sql, caseId),
            context.CancellationToken) ?? throw Fault.NotFound("case");
        context.Reads($"cases/{caseId}");
        context.Reads($"physicians/{proceeding.Rpps}");
        return new GetProceedingsResponse
        {
            Decisions = { DecisionMap.ToProto(proceeding, Today(proceeding)) },
            InsuranceSanction = proceeding.Insurance is { } row
                ? new InsuranceSanction { Kind = row.Kind, FirmMonths = row.FirmMonths, FinalOn = row.FinalOn.ToProto() }
                : null,
        };
    }

    private Outcome Today(Proceeding proceeding) => OutcomeRules.Of(proceeding, LegalDay.Today(clock));
}
