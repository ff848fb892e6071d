using OrdreCouncils.LegalTime;
using OrdreCouncils.Registry.Persons;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.Feed;

/// <summary>When the day turns in Paris, physicians whose registration changes by the calendar alone, such as a ban that begins or ends, get a revision, so
/// that followers of the register learn of it. Days missed while every replica was down are caught up in one step. <see cref="RegistrationRules"/> decide who
/// has changed; SQL only preselects.</summary>
internal sealed class DayTurn(Database database, ChangeRunner changes, PersonVersions versions, TimeProvider clock, ILogger<DayTurn> log)
    : PeriodicWork(Every, clock, log)
{
    private const int AtOnce = 1000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);
    private readonly TimeProvider clock = clock;

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        var today = LegalDay.Today(clock);
        var last = await database.ReadAsync(FeedStore.DayAsync, cancellation);
        if (last is null)
            await changes.RunAsync("registry", "registry/turn-day", "", change => BeginAsync(change, today), cancellation);
        else if (last < today)
            await TurnAsync(last.Value, today, cancellation);
    }

    private static async Task BeginAsync(Change change, DateOnly today)
    {
        if (await FeedStore.BeginAsync(change.Sql, today))
            change.Audit("registry.day.turned", "register", null, new { day = today, physicians = 0 });
        else
            change.Unchanged();
    }

    private async Task TurnAsync(DateOnly last, DateOnly today, CancellationToken cancellation)
    {
        // Most of the work is done before the revision is taken: from then on no other write to the register proceeds.
        var (latest, turned) = await database.SnapshotAsync(
            async sql => (await RevisionStore.LatestAsync(sql), await TurnedAsync(sql, last, today, after: -1)), cancellation);
        await changes.RunAsync("registry", "registry/turn-day", "", change => TurnAsync(change, last, today, latest, turned), cancellation);
    }

    private async Task TurnAsync(Change change, DateOnly last, DateOnly today, long latest, HashSet<string> turned)
    {
        if (await FeedStore.LockDayAsync(change.Sql) != last)
        {
            change.Unchanged();
            return;
        }

        // From here on other writers wait and are shown on the new day; those who wrote since the snapshot are examined now.
        var revision = await RevisionStore.NextAsync(change.Sql, change.At);
        turned.UnionWith(await TurnedAsync(change.Sql, last, today, latest));
        foreach (var rpps in turned.Order(StringComparer.Ordinal))
            await versions.RaiseAsync(change, rpps, revision);

        await FeedStore.TurnAsync(change.Sql, today);
        change.Audit("registry.day.turned", "register", new { day = last }, new { day = today, physicians = turned.Count });
    }

    private static async Task<HashSet<string>> TurnedAsync(SqlSession sql, DateOnly last, DateOnly today, long after)
    {
        var turned = new HashSet<string>();
        foreach (var some in (await FeedStore.DatedAsync(sql, new DayWindow(last.AddDays(1), today), after)).Chunk(AtOnce))
        {
            foreach (var (rpps, entry) in await EntryStore.LoadAsync(sql, some))
            {
                var (before, now) = (RegistrationRules.At(entry.Value, last), RegistrationRules.At(entry.Value, today));
                before.On = now.On;
                if (!before.Equals(now))
                    turned.Add(rpps);
            }
        }

        return turned;
    }
}
