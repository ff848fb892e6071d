using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Decisions;
using OrdreCouncils.LegalTime;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Discipline.Enforcement;

/// <summary>
/// Makes a decision enforceable once its appeal time has run out without an appeal, and owes the register its restriction: both in one change.
/// Any number of replicas may look at once; the one that ends the running appeal time does it.
/// </summary>
internal sealed class EnforcementWork : PeriodicWork
{
    private const int AtMost = 200;

    private readonly Database database;
    private readonly ChangeRunner changes;
    private readonly TimeProvider clock;
    private readonly ILogger<EnforcementWork> log;

    public EnforcementWork(Database database, ChangeRunner changes, TimeProvider clock, ILogger<EnforcementWork> log)
        : base(TimeSpan.FromSeconds(1), clock, log)
    {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
        this.log = log;
    }

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        var today = LegalDay.Today(clock);
        var due = await database.ReadAsync(sql => DecisionStore.DueAsync(sql, today, AtMost), cancellation);
        foreach (var id in due)
        {
            try
            {
                await changes.RunAsync("discipline", nameof(EnforcementWork), "", change => EnforceAsync(change, id), cancellation);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // One that fails must not hold up those after it.
                log.LogError("Decision {Id} did not become enforceable ({Exception}); it is tried again", id, exception.GetType().Name);
            }
        }
    }

    private static async Task EnforceAsync(Change change, string id)
    {
        if (!await DecisionStore.EndAppealTimeAsync(change.Sql, id))
        {
            // An appeal or another replica came first.
            change.Unchanged();
            return;
        }

        var decision = (await DecisionStore.GetAsync(change.Sql, id, CaseReach.Of(RowScope.Everything)))!;
        await DecisionStore.InsertEnforcementAsync(change.Sql, id, decision.EnforceableOn, change.At);
        var restriction = EnforcementRules.Restriction(decision);
        if (restriction is not null)
            change.Publish(restriction, key: decision.Rpps);
        change.Audit("discipline.decision.enforced", $"decisions/{id}", null, new { decision.EnforceableOn, registerTold = restriction is not null });
    }
}
