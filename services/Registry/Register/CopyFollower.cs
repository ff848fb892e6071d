using Microsoft.Extensions.Options;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

/// <summary>Keeps the cached physicians of this process fresh by the register's revisions: one query finds the physicians that changed since the last check,
/// and all other copies are vouched for without a query each. Not safe for concurrent calls.</summary>
internal sealed class CopyFollower(TwoLevelCache<RegisterEntry> cache, IOptions<CacheOptions> options)
{
    private const int MaxChanges = 1_000;

    private long? followed;
    private long since;

    /// <returns>The latest revision.</returns>
    public async Task<long> CatchUpAsync(SqlSession sql)
    {
        var asked = Environment.TickCount64;
        var latest = await RevisionStore.LatestAsync(sql);
        if (latest != followed)
        {
            var changed = followed is { } known ? await RevisionStore.ChangedAfterAsync(sql, known, MaxChanges + 1) : null;
            followed = latest;
            if (changed is null || changed.Count > MaxChanges)
            {
                // A copy read from now on contains every change up to this revision.
                since = Environment.TickCount64;
                return latest;
            }

            foreach (var row in changed)
                cache.EvictOlder(row.Rpps, row.Version);
        }

        // A vouched copy stays fresh for LocalLife from this check, as if it were read now.
        cache.Vouch(since, asked + (long)options.Value.LocalLife.TotalMilliseconds);
        return latest;
    }
}
