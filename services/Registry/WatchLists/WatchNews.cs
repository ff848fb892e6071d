using OrdreCouncils.Registry.Feed;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.WatchLists;

internal sealed class WatchNews(Database database, FeedReader reader)
{
    public Task<FeedPage> ReadAsync(string partner, FeedPosition after, CancellationToken cancellation) => database.SnapshotAsync(
        async sql =>
        {
            var progress = await ShownStore.ProgressAsync(sql);
            // One more than shown tells whether another page follows.
            var rows = await ShownStore.NewsAsync(sql, partner, after, FeedReader.StreamPage + 1);
            var more = rows.Count > FeedReader.StreamPage;
            var shown = more ? [.. rows.Take(FeedReader.StreamPage)] : rows;
            var last = shown.Count > 0 ? new FeedPosition(shown[^1].Revision, shown[^1].Rpps) : after;
            return new FeedPage(await reader.ShowAsync(sql, shown), more || progress.CompareTo(last) < 0 ? last : progress, more);
        },
        cancellation);
}
