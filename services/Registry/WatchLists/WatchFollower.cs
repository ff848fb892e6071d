using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Feed;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.WatchLists;

/// <summary>Follows the register for all watch lists: for each changed watched physician it notes the revision since which other data is shown. All partners
/// see the same data, so the comparison is made once however many watch. Every replica follows; a lock makes them take turns, and the second one finds nothing
/// left to do.</summary>
internal sealed class WatchFollower(Database database, FeedReader reader, FeedHead head, IEnumerable<IWatchNews> listeners, ILogger<WatchFollower> log)
    : BackgroundService
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Signal advanced = new();
    private long revision;

    /// <summary>Revision up to which watch lists were served.</summary>
    public long Revision => Interlocked.Read(ref revision);

    /// <summary>Waits until a revision after <paramref name="known"/> was served; false when <paramref name="limit"/> passed first.</summary>
    public Task<bool> BeyondAsync(long known, TimeSpan limit, CancellationToken cancellation) => advanced.UntilAsync(() => Revision > known, limit, cancellation);

    public async Task FollowAsync(CancellationToken cancellation)
    {
        while (await StepAsync(cancellation))
        {
            // More pages follow.
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

        // A revision counts as served only when all of it is.
        Interlocked.Exchange(ref revision, progress == FeedPosition.After(progress.Revision) ? progress.Revision : progress.Revision - 1);
        advanced.Wake();
        foreach (var listener in listeners)
            listener.Wake();
        return more;
    }

    private async Task<(FeedPosition Reached, bool More)> StepAsync(SqlSession sql)
    {
        var at = await ShownStore.LockProgressAsync(sql);
        // One snapshot: if a physician changed again between two statements, the later state would be noted under the earlier revision and shown before
        // changes that came first. In a session of its own, because the lock had to be awaited before the snapshot.
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

/// <summary>Receives changes of watched physicians, besides streams, which ask for them.</summary>
internal interface IWatchNews
{
    /// <summary>Runs in the transaction that notes the changes.</summary>
    Task AddAsync(SqlSession sql, IReadOnlyList<PhysicianChange> news);

    /// <summary>Runs after the commit, sometimes without any change.</summary>
    void Wake();
}
