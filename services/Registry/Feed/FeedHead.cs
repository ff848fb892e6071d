using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.Feed;

/// <summary>Knows the last revision of the register for all waiting streams of the process. It polls at once after a commit of this process, or of a replica
/// that announced it through Redis, and four times a second otherwise: one poll, however many streams.</summary>
internal sealed class FeedHead : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    // An import supersedes up to a thousand physicians per batch: one poll serves them all.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(2);

    private readonly Database database;
    private readonly TwoLevelCache<RegisterEntry> cache;
    private readonly CopyFollower copies;
    private readonly ILogger<FeedHead> log;
    private readonly Signal committed = new();
    private readonly Signal advanced = new();
    private long revision;

    public FeedHead(Database database, TwoLevelCache<RegisterEntry> cache, CopyFollower copies, ILogger<FeedHead> log)
    {
        (this.database, this.cache, this.copies, this.log) = (database, cache, copies, log);
        cache.Changed += committed.Wake;
    }

    public long Revision => Interlocked.Read(ref revision);

    /// <summary>Waits for a revision after <paramref name="known"/>; false when <paramref name="limit"/> passed first.</summary>
    public Task<bool> BeyondAsync(long known, TimeSpan limit, CancellationToken cancellation) => advanced.UntilAsync(() => Revision > known, limit, cancellation);

    public override void Dispose()
    {
        cache.Changed -= committed.Wake;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = committed.Next;
            try
            {
                var latest = await database.ReadAsync(copies.CatchUpAsync, stoppingToken);
                if (latest > Interlocked.Exchange(ref revision, latest))
                    advanced.Wake();
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The feed waits for its store ({Exception})", exception.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Breath, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(next, Task.Delay(Look, wait.Token));
            await wait.CancelAsync();
        }
    }
}
