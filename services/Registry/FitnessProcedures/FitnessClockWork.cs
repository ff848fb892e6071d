using OrdreCouncils.LegalTime;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.FitnessProcedures;

/// <summary>Passes procedures to the national council once the time of the regional formation is over (CSP R.4124-3, VI; R.4124-3-5, VI; L.4113-14), and closes
/// those of physicians who died. Of several replicas, the first to lock a procedure does it.</summary>
internal sealed class FitnessClockWork(Database database, ChangeRunner changes, TimeProvider clock, ILogger<FitnessClockWork> log)
    : PeriodicWork(Every, clock, log)
{
    private const int AtMost = 200;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private readonly TimeProvider clock = clock;

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        await EachAsync(
            await database.ReadAsync(sql => FitnessStore.OfDeceasedAsync(sql, AtMost), cancellation),
            id => changes.RunAsync("registry", "FitnessClockWork", "", change => CloseAsync(change, id), cancellation));
        // The day of the easternmost council, which may be a day ahead of the one at the seat: the change looks again.
        var latest = LegalDay.Today(clock, Territory.LaReunion);
        await EachAsync(
            await database.ReadAsync(sql => FitnessStore.OverdueAsync(sql, latest, AtMost), cancellation),
            id => changes.RunAsync("registry", "FitnessClockWork", "", change => PassAsync(change, id), cancellation));
    }

    private static async Task PassAsync(Change change, string id)
    {
        var row = (await FitnessStore.LockAnyAsync(change.Sql, id))!;
        var today = LegalDay.Of(change.At, Departments.RegionalSeat(row.Council)!.Value);
        if (!row.IsOpen || row.Holder == Formations.National || row.RulingDueOn >= today)
        {
            change.Unchanged();
            return;
        }

        var passed = FitnessRules.Passed(row);
        await FitnessStore.UpdateAsync(change.Sql, FitnessRules.Due((await FitnessStore.FileAsync(change.Sql, row)) with { Row = passed }));
        change.Audit("registry.fitness_procedure.passed", $"fitness_procedures/{id}", null, new { passedOn = passed.PassedOn });
    }

    private static async Task CloseAsync(Change change, string id)
    {
        var row = (await FitnessStore.LockAnyAsync(change.Sql, id))!;
        if (!row.IsOpen)
        {
            change.Unchanged();
            return;
        }

        var closedOn = LegalDay.Of(change.At);
        await FitnessStore.UpdateAsync(change.Sql, row with { State = States.Deceased, ClosedOn = closedOn, DueOn = null });
        change.Audit("registry.fitness_procedure.ended_by_death", $"fitness_procedures/{id}", null, new { closedOn });
    }
}
