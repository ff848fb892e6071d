using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Discipline.Decisions;

/// <summary>Beginning and end of each change to a decided case: its facts under lock, then its outcome settled.</summary>
internal static class DecidedCases
{
    /// <summary>NOT_FOUND for a decision out of scope; FAILED_PRECONDITION when a death ended the case.</summary>
    public static async Task<Proceeding> LockAsync(Change change, string decisionId, RowScope scope) => await LockCaseAsync(
        change, await ProceedingStore.CaseOfDecisionAsync(change.Sql, decisionId, CaseReach.Of(scope)) ?? throw Fault.NotFound("decision"), scope);

    /// <summary>As <see cref="LockAsync"/>, by the case.</summary>
    public static async Task<Proceeding> LockCaseAsync(Change change, string caseId, RowScope scope)
    {
        CaseRules.CheckOpen(await CaseFiles.LockForChangeAsync(change, caseId, scope));
        return (await ProceedingStore.LoadAsync(change.Sql, caseId))!;
    }

    /// <summary>The outcome before the facts of a step are written.</summary>
    public static Outcome Today(Change change, Proceeding proceeding) => OutcomeRules.Of(proceeding, LegalDay.Of(change.At, Territory.Metropolitan));

    /// <summary>The decision after the facts of a step are written.</summary>
    public static async Task<Decision> SettledAsync(Change change, string caseId, string decisionId, RowScope scope)
    {
        var (proceeding, outcome) = await Settlement.SettleAsync(change, caseId);
        var file = await CaseFiles.StepAsync(change, caseId, scope);
        var decision = DecisionMap.ToProto(proceeding, outcome, decisionId);
        decision.Etag = file.Etag;
        return decision;
    }
}
