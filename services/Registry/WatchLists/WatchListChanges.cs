using OrdreCouncils.Registry.Feed;
using OrdreCouncils.ServiceDefaults.Changes;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Sql.Bulk;

namespace OrdreCouncils.Registry.WatchLists;

internal readonly record struct ListResult(int Added, int Removed, int Total);

/// <summary>Digests of some physicians at a moment, with the versions they were made from.</summary>
internal sealed record FirstLook(DateOnly? Day, IReadOnlyDictionary<string, SeenEntry> Seen);

/// <summary>Changes lists. A change takes turns with the follower, so that no change of a physician falls between its digest and the first comparison. Digests
/// of thousands are made before the turn; within it only those of physicians changed since are made again.</summary>
internal sealed class WatchListChanges(Database database, SeenEntries entries)
{
    /// <summary>Digests of physicians that no partner watches yet. Call it before the turn.</summary>
    public Task<FirstLook> LookAsync(IReadOnlyCollection<string> numbers, CancellationToken cancellation) => database.SnapshotAsync(
        async sql => new FirstLook(await FeedStore.DayAsync(sql), await entries.LookAsync(sql, await WatchListStore.UnknownAsync(sql, numbers))), cancellation);

    public async Task<ListResult> AddAsync(Change change, string partner, IReadOnlyCollection<string> numbers, FirstLook first)
    {
        var progress = await ShownStore.LockProgressAsync(change.Sql);
        var added = await AddAsync(change, partner, numbers, first, progress);
        return await CloseAsync(change, partner, added, 0);
    }

    public static async Task<ListResult> RemoveAsync(Change change, string partner, IReadOnlyCollection<string> numbers)
    {
        await ShownStore.LockProgressAsync(change.Sql);
        var removed = await WatchListStore.RemoveAsync(change.Sql, partner, numbers);
        return await CloseAsync(change, partner, 0, removed);
    }

    public async Task<ListResult> ReplaceAsync(Change change, string partner, IReadOnlyCollection<string> numbers, FirstLook first)
    {
        var progress = await ShownStore.LockProgressAsync(change.Sql);
        var removed = await WatchListStore.RemoveOthersAsync(change.Sql, partner, numbers);
        var added = numbers.Count == 0 ? 0 : await AddAsync(change, partner, numbers, first, progress);
        return await CloseAsync(change, partner, added, removed);
    }

    /// <summary>Removes the whole list inside a change that holds the follower's lock; gives how many physicians were on it.</summary>
    public static async Task<int> EndAsync(Change change, string partner)
    {
        var removed = await WatchListStore.RemoveAllAsync(change.Sql, partner);
        if (removed > 0)
            await WatchListStore.ForgetAsync(change.Sql);
        return removed;
    }

    private async Task<int> AddAsync(Change change, string partner, IReadOnlyCollection<string> numbers, FirstLook first, FeedPosition progress)
    {
        var added = await WatchListStore.AddAsync(change.Sql, partner, numbers, change.At, progress.Revision);
        var unknown = await WatchListStore.UnknownAsync(change.Sql, numbers);
        var again = await FeedStore.DayAsync(change.Sql) != first.Day
            ? unknown
            : await SeenEntries.ChangedAsync(change.Sql, unknown, first.Seen);
        var seen = new Dictionary<string, SeenEntry>(first.Seen);
        foreach (var (rpps, entry) in await entries.LookAsync(change.Sql, again))
            seen[rpps] = entry;
        await BulkInsert.RowsAsync(
            change.Sql, "shown_physicians", ["rpps", "digest", "revision"], unknown.Order(StringComparer.Ordinal).Select(rpps => (Rpps: rpps, seen[rpps].Digest)).ToList(),
            (row, shown) =>
            {
                row.Text(shown.Rpps);
                row.Bytes(shown.Digest);
                row.BigNumber(progress.Revision);
            });
        return added;
    }

    private static async Task<ListResult> CloseAsync(Change change, string partner, int added, int removed)
    {
        var total = await WatchListStore.CountAsync(change.Sql, partner);
        if (total > WatchListRules.Longest)
        {
            throw Fault.Precondition(
                RegistryReasons.WatchListFull, $"The list would hold {total} physicians; {WatchListRules.Longest} at most. Remove some first, or replace the list.");
        }

        if (removed > 0)
            await WatchListStore.ForgetAsync(change.Sql);
        if (added + removed == 0)
            change.Unchanged();
        else
            change.Audit("registry.watch_list.changed", $"watch_lists/{partner}", new { total = total - added + removed }, new { total, added, removed });
        return new ListResult(added, removed, total);
    }
}
