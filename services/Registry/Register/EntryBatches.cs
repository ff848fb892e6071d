using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

internal sealed class EntryBatches(Database database, TwoLevelCache<RegisterEntry> cache)
{
    /// <summary>One answer per distinct number; its value is null when no physician has the number.</summary>
    public async Task<Dictionary<string, CacheAnswer<RegisterEntry>>> FindAsync(IEnumerable<string> rpps, CancellationToken cancellation)
    {
        var numbers = rpps.Distinct().ToArray();
        var misses = new Misses(database, numbers.Length, cancellation);
        var answers = await Task.WhenAll(numbers.Select(number => misses.GetAsync(cache, number)));
        return numbers.Zip(answers).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>Collects cache misses until the cache has answered or missed for every number of the batch, then loads them together.</summary>
    private sealed class Misses(Database database, int open, CancellationToken cancellation)
    {
        private readonly Lock gate = new();
        private readonly List<string> asked = [];
        private readonly TaskCompletionSource<Dictionary<string, Versioned<RegisterEntry>>> loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int open = open;

        public async Task<CacheAnswer<RegisterEntry>> GetAsync(TwoLevelCache<RegisterEntry> cache, string rpps)
        {
            var missed = false;
            try
            {
                return await cache.GetAsync(
                    rpps,
                    _ =>
                    {
                        missed = true;
                        return LoadMissAsync(rpps);
                    },
                    cancellation);
            }
            finally
            {
                if (!missed)
                    CountNumber();
            }
        }

        private async Task<Versioned<RegisterEntry>?> LoadMissAsync(string rpps)
        {
            lock (gate)
                asked.Add(rpps);
            CountNumber();
            return (await loaded.Task).GetValueOrDefault(rpps);
        }

        private void CountNumber()
        {
            if (Interlocked.Decrement(ref open) == 0)
                _ = LoadAllAsync();
        }

        private async Task LoadAllAsync()
        {
            try
            {
                loaded.SetResult(asked.Count == 0 ? [] : await database.SnapshotAsync(sql => EntryStore.LoadAsync(sql, asked), cancellation));
            }
            catch (Exception exception)
            {
                loaded.SetException(exception);
            }
        }
    }
}
