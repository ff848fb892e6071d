using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Communiques.Publications;

/// <summary>Renders approved bodies that have no HTML: approvals of an earlier release, or rows that an operator deleted after a change of the
/// renderer.</summary>
internal sealed class RenderingWork(Database database, TimeProvider clock, ILogger<RenderingWork> log) : PeriodicWork(Every, clock, log)
{
    private const int Batch = 20;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        IReadOnlyList<UnrenderedText> missing;
        do
        {
            missing = await database.ReadAsync(sql => RenderingStore.MissingAsync(sql, Batch), cancellation);
            foreach (var text in missing)
            {
                await database.WriteAsync(
                    async sql =>
                    {
                        await RenderingStore.AddAsync(sql, text.Id, text.Revision, text.Body);
                        return true;
                    }, cancellation);
            }
        }
        while (missing.Count == Batch);
    }
}
