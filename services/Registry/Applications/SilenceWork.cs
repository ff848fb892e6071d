using OrdreCouncils.LegalTime;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.Applications;

/// <summary>Records the implicit refusal after the time to decide (CSP L.4112-4). Of several replicas, the first to lock an application does it.</summary>
internal sealed class SilenceWork(Database database, ChangeRunner changes, TimeProvider clock, ILogger<SilenceWork> log) : PeriodicWork(Every, clock, log)
{
    private const int AtMost = 200;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private readonly TimeProvider clock = clock;

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var extended = await database.ReadAsync(ApplicationStore.WithQuestionAsync, cancellation);
        await EachAsync(
            [.. extended.Where(row => DueWithoutQuestion(row) != row.DueOn).Select(row => row.Id)],
            id => changes.RunAsync("registry", "SilenceWork", "", change => CountAgainAsync(change, id), cancellation));
        // Each council's day ends at its own midnight: what no clock of the Republic has passed is not read.
        var overdue = await database.ReadAsync(sql => ApplicationStore.OverdueAsync(sql, Latest(now), AtMost), cancellation);
        await EachAsync(
            [.. overdue.Where(row => IsOver(row, now)).Select(row => row.Id)],
            id => changes.RunAsync("registry", "SilenceWork", "", change => RefuseAsync(change, id, now), cancellation));
    }

    private static DateOnly Latest(DateTimeOffset now) => Enum.GetValues<Territory>().Max(place => LegalDay.Of(now, place));

    private static bool IsOver(ApplicationRow row, DateTimeOffset now) => row.DueOn < LocalDay.Of(now, row.Council);

    private static DateOnly? DueWithoutQuestion(ApplicationRow row) => ApplicationSteps.WithDueDay(row).DueOn;

    /// <summary>Replicas of an earlier release extended the time to decide by a question to an authority of another State, which CSP L.4112-3 does not
    /// provide for.</summary>
    private static async Task CountAgainAsync(Change change, string id)
    {
        var row = (await ApplicationStore.LockAsync(change.Sql, id, RowScope.Everything))!;
        var after = ApplicationSteps.WithDueDay(row);
        if (!row.IsOpen || after.DueOn == row.DueOn)
        {
            change.Unchanged();
            return;
        }

        await ApplicationStore.UpdateAsync(change.Sql, after);
        change.Audit("registry.application.due_day_counted_again", ApplicationSteps.Subject(id), new { dueOn = row.DueOn }, new { dueOn = after.DueOn });
    }

    private static async Task RefuseAsync(Change change, string id, DateTimeOffset now)
    {
        var row = (await ApplicationStore.LockAsync(change.Sql, id, RowScope.Everything))!;
        if (!row.IsOpen || row.DueOn is not { } due || !IsOver(row, now))
        {
            // Another transaction decided it, or extended its time, before this one had the lock.
            change.Unchanged();
            return;
        }

        // The refusal dates from the day after the last day, whenever this work runs. It records no fact for an applicant in transfer, who continues to
        // practise: silence is not an express decision (CSP L.4112-5).
        var refused = row with { Outcome = Outcomes.Silent, DecidedOn = due.AddDays(1) };
        await ApplicationStore.UpdateAsync(change.Sql, refused);
        change.Audit("registry.application.refused_by_silence", ApplicationSteps.Subject(id), null, new { rpps = row.Rpps, dueOn = due, refused.DecidedOn });
    }
}
