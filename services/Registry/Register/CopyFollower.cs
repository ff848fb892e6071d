using Microsoft.Extensions.Options;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

/// <summary>
/// Keeps this process's copies of physicians good by the register's revisions: whoever knows everybody changed since the last look knows that all
/// others are unchanged, so that two hundred thousand copies cost one statement and not one each. Not for two callers at once.
/// </summary>
internal sealed class CopyFollower(TwoLevelCache<RegisterEntry> cache, IOptions<CacheOptions> options)
{
    /// <summary>When more have changed at once, every copy is compared with the store again.</summary>
    private const int Most = 1_000;

    private long? followed;
    private long since;

    /// <summary>Looks at what has changed; gives the last revision.</summary>
    public async Task<long> LookAsync(SqlSession sql)
    {
        var asked = Environment.TickCount64;
        var latest = await RevisionStore.LatestAsync(sql);
        if (latest != followed)
        {
            var changed = followed is { } known ? await RevisionStore.ChangedAfterAsync(sql, known, Most + 1) : null;
            followed = latest;
            if (changed is null || changed.Count > Most)
            {
                // What is read from here on has everything up to the revision.
                since = Environment.TickCount64;
                return latest;
            }

            foreach (var row in changed)
                cache.EvictOlder(row.Rpps, row.Version);
        }

        // Vouched for, a copy lives as long from the look as another from its reading.
        cache.Vouch(since, asked + (long)options.Value.LocalLife.TotalMilliseconds);
        return latest;
    }
}
