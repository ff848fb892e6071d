using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Feed;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.WatchLists;

/// <summary>
/// Follows the register for everybody's watch lists: of each watched physician who changed, notes since which revision something else is shown. What
/// partners see is the same for all, so it is found out once, however many watch. Every replica follows; a lock makes them take turns, and whoever comes
/// second finds nothing left.
/// </summary>
internal sealed class WatchFollower(Database database, FeedReader reader, FeedHead head, IEnumerable<IWatchNews> listeners, ILogger<WatchFollower> log)
    : BackgroundService
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Signal advanced = new();
    private long revision;

    /// <summary>The revision up to which watch lists have been served.</summary>
    public long Revision => Interlocked.Read(ref revision);

    /// <summary>Waits until a revision after <paramref name="known"/> has been served; false when <paramref name="limit"/> passed first.</summary>
    public Task<bool> BeyondAsync(long known, TimeSpan limit, CancellationToken cancellation) => advanced.UntilAsync(() => Revision > known, limit, cancellation);

    /// <summary>Follows the register to its end.</summary>
    public async Task FollowAsync(CancellationToken cancellation)
    {
        while (await StepAsync(cancellation))
        {
            // There is more.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var seen = head.Revision;
                await FollowAsync(stoppingToken);
                await head.BeyondAsync(Math.Max(seen, Revision), Pause, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The watch lists wait for their store ({Exception})", exception.GetType().Name);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task<bool> StepAsync(CancellationToken cancellation)
    {
        var (latest, progress) = await database.ReadAsync(
            async sql => (await RevisionStore.LatestAsync(sql), await ShownStore.ProgressAsync(sql)), cancellation);
        var more = false;
        if (progress.CompareTo(FeedPosition.After(latest)) < 0)
        {
            await database.WriteAsync(
                async sql =>
                {
                    (progress, more) = await StepAsync(sql);
                    return true;
                },
                cancellation);
        }

        // Half a revision is not served yet.
        Interlocked.Exchange(ref revision, progress == FeedPosition.After(progress.Revision) ? progress.Revision : progress.Revision - 1);
        advanced.Wake();
        foreach (var listener in listeners)
            listener.Wake();
        return more;
    }

    private async Task<(FeedPosition Reached, bool More)> StepAsync(SqlSession sql)
    {
        var at = await ShownStore.LockProgressAsync(sql);
        // One snapshot: of somebody who changes again between two statements, what the later revision made would be noted under the earlier one,
        // and shown before changes that came first. In a session of its own, as the lock had to be waited for before.
        var (latest, rows, shown) = await database.SnapshotAsync(look => LookAsync(look, at), sql.Cancellation);
        var known = await ShownStore.DigestsAsync(sql, rows.Select(row => row.Rpps));
        var news = new List<(PhysicianChange Change, ShownStore.ShownRow Shown)>();
        foreach (var change in shown)
        {
            var digest = ShownDigest.Of(change);
            if (!known.TryGetValue(change.Rpps, out var before) || !digest.AsSpan().SequenceEqual(before))
                news.Add((change, new ShownStore.ShownRow { Rpps = change.Rpps, Digest = digest, Revision = change.Revision }));
        }

        if (news.Count > 0)
        {
            await ShownStore.SetAsync(sql, news.Select(item => item.Shown));
            foreach (var listener in listeners)
                await listener.AddAsync(sql, [.. news.Select(item => item.Change)]);
        }

        var more = rows.Count == AtOnce;
        var reached = more ? new FeedPosition(rows[^1].Revision, rows[^1].Rpps) : FeedPosition.After(latest);
        if (reached.CompareTo(at) < 0)
            reached = at;
        await ShownStore.ReachAsync(sql, reached);
        return (reached, more);
    }

    private async Task<(long Latest, IReadOnlyList<ChangedRow> Rows, IReadOnlyList<PhysicianChange> Shown)> LookAsync(SqlSession look, FeedPosition at)
    {
        var latest = await RevisionStore.LatestAsync(look);
        var rows = await ShownStore.AnyWatchedAsync(look) ? await ShownStore.ChangedAsync(look, at, AtOnce) : [];
        return (latest, rows, await reader.ShowAsync(look, rows));
    }
}

/// <summary>Whoever is owed news of watched physicians, besides streams, which ask for them.</summary>
internal interface IWatchNews
{
    /// <summary>Takes news into the transaction that notes them.</summary>
    Task AddAsync(SqlSession sql, IReadOnlyList<PhysicianChange> news);

    /// <summary>After its commit, and at times for nothing.</summary>
    void Wake();
}
