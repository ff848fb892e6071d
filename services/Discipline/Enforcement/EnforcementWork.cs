using OrdreCouncils.Discipline.Cases;
using OrdreCouncils.Discipline.Proceedings;
using OrdreCouncils.LegalTime;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Discipline.Enforcement;

/// <summary>Settles the cases that time alone changes: a decision becomes final when its last appeal time has ended, and the register is told in the same
/// change. Several replicas may run it: the lock of the case lets one do the work.</summary>
internal sealed class EnforcementWork(Database database, ChangeRunner changes, TimeProvider clock, ILogger<EnforcementWork> log)
    : PeriodicWork(Every, clock, log)
{
    private const int AtMost = 200;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly TimeProvider clock = clock;

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        var today = LegalDay.Today(clock);
        await EachAsync(
            await database.ReadAsync(sql => OutcomeStore.DueAsync(sql, today, AtMost), cancellation),
            caseId => changes.RunAsync("discipline", "EnforcementWork", "", change => SettleAsync(change, caseId, today), cancellation));
    }

    private static async Task SettleAsync(Change change, string caseId, DateOnly today)
    {
        var file = await CaseFiles.LockForChangeAsync(change, caseId, RowScope.Everything);
        if (file.DiedOn is not null || !await OutcomeStore.IsDueAsync(change.Sql, caseId, today))
        {
            // The death of the respondent, an appeal or another replica came first.
            change.Unchanged();
            return;
        }

        var (_, outcome) = await Settlement.SettleAsync(change, caseId);
        await CaseFiles.StepAsync(change, caseId, RowScope.Everything);
        change.Audit("discipline.case.settled", $"cases/{caseId}", null, new { outcome.State, outcome.FinalOn });
    }
}
