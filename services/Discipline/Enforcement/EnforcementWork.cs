using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Decisions;
using OrdreCouncils.LegalTime;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Discipline.Enforcement;

/// <summary>Makes a decision enforceable when its appeal time ends without an appeal, and publishes the restriction for the register in the same change.
/// Several replicas may run it: the one that ends the appeal time does the work.</summary>
internal sealed class EnforcementWork(Database database, ChangeRunner changes, TimeProvider clock, ILogger<EnforcementWork> log) : PeriodicWork(Every, clock, log)
{
    private const int AtMost = 200;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly TimeProvider clock = clock;

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        var today = LegalDay.Today(clock);
        await EachAsync(
            await database.ReadAsync(sql => DecisionStore.DueAsync(sql, today, AtMost), cancellation),
            id => changes.RunAsync("discipline", "EnforcementWork", "", change => EnforceAsync(change, id), cancellation));
    }

    private static async Task EnforceAsync(Change change, string id)
    {
        var decision = (await DecisionStore.GetAsync(change.Sql, id, CaseReach.Of(RowScope.Everything)))!;
        var file = await CaseFiles.LockForChangeAsync(change, decision.CaseId, RowScope.Everything);
        if (file.DiedOn is not null || !await DecisionStore.EndAppealTimeAsync(change.Sql, id))
        {
            // The death of the respondent, an appeal or another replica came first.
            change.Unchanged();
            return;
        }

        await DecisionStore.InsertEnforcementAsync(change.Sql, id, decision.EnforceableOn, change.At);
        await CaseFiles.StepAsync(change, decision.CaseId, RowScope.Everything);
        var restriction = EnforcementRules.Restriction(decision);
        if (restriction is not null)
            change.Publish(restriction, key: decision.Rpps);
        change.Audit("discipline.decision.enforced", $"decisions/{id}", null, new { decision.EnforceableOn, registerTold = restriction is not null });
    }
}
