using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>Computes the deadline of cases that a replica of the release before opened or changed. The deadline follows from recorded facts, so that no
/// audit entry is written.</summary>
internal sealed class DeadlineWork(Database database, TimeProvider clock, ILogger<DeadlineWork> log) : PeriodicWork(Every, clock, log)
{
    private const int Batch = 200;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        var after = "";
        IReadOnlyList<string> stale;
        do
        {
            stale = await database.ReadAsync(sql => CaseStore.StaleAsync(sql, after, Batch), cancellation);
            await EachAsync(stale, id => database.WriteAsync(
                async sql =>
                {
                    await CaseStore.LockAsync(sql, id);
                    await CaseFiles.SetDeadlineAsync(sql, id);
                    return true;
                },
                cancellation));
            after = stale.Count > 0 ? stale[^1] : "";
        }
        while (stale.Count == Batch);
    }
}
