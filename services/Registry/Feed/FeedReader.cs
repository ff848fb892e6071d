using Google.Protobuf.WellKnownTypes;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Feed;

internal sealed class FeedReader(Database database, TimeProvider clock)
{
    /// <summary>Changes that a stream reads at once.</summary>
    public const int StreamPage = 200;

    private readonly Lock gate = new();
    private (FeedPosition After, long Head) lastAsked;
    private Task<FeedPage>? last;

    public Task<FeedPage> ReadAsync(FeedPosition after, int limit, CancellationToken cancellation) => database.SnapshotAsync(
        async sql =>
        {
            var latest = await RevisionStore.LatestAsync(sql);
            // One more than asked tells whether another page follows.
            var rows = await FeedStore.ChangedAsync(sql, after, limit + 1);
            var more = rows.Count > limit;
            var shown = more ? [.. rows.Take(limit)] : rows;
            var reached = more ? new FeedPosition(shown[^1].Revision, shown[^1].Rpps) : FeedPosition.After(latest);
            return new FeedPage(await ShowAsync(sql, shown), reached.CompareTo(after) > 0 ? reached : after, more);
        },
        cancellation);

    /// <summary>The same for a stream. Streams at the same place share one read per revision.</summary>
    public Task<FeedPage> ReadSharedAsync(FeedPosition after, long head, CancellationToken cancellation)
    {
        lock (gate)
        {
            if (last is null || last.IsFaulted || last.IsCanceled || lastAsked != (after, head))
            {
                lastAsked = (after, head);
                // Not this caller's token: other streams await the same read.
                last = ReadAsync(after, StreamPage, CancellationToken.None);
            }

            return last.WaitAsync(cancellation);
        }
    }

    /// <summary>Changes as a partner may see them, on the register's day.</summary>
    public async Task<IReadOnlyList<PhysicianChange>> ShowAsync(SqlSession sql, IReadOnlyList<ChangedRow> rows)
    {
        var day = await FeedStore.DayAsync(sql) ?? LegalDay.Today(clock);
        var entries = await EntryStore.LoadAsync(sql, [.. rows.Select(row => row.Rpps)]);
        return [.. rows.Select(row =>
        {
            var entry = entries.GetValueOrDefault(row.Rpps)?.Value;
            return new PhysicianChange
            {
                Rpps = row.Rpps,
                Revision = row.Revision,
                ChangedAt = Timestamp.FromDateTimeOffset(row.At),
                Physician = entry?.Physician,
                Registration = RegistrationRules.At(entry, day),
                MergedInto = RegisterEntries.MergedInto(row.Rpps, entry),
            };
        })];
    }
}
