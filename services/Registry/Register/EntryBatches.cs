using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Caching;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.Registry.Register;

/// <summary>Many physicians' facts at once: from the cache, and those it lacks from the store together.</summary>
internal sealed class EntryBatches(Database database, TwoLevelCache<RegisterEntry> cache)
{
    /// <summary>An answer for each different number, its value null when no physician has it.</summary>
    public async Task<Dictionary<string, CacheAnswer<RegisterEntry>>> FindAsync(IEnumerable<string> rpps, CancellationToken cancellation)
    {
        var numbers = rpps.Distinct().ToArray();
        var misses = new Misses(database, numbers.Length, cancellation);
        var answers = await Task.WhenAll(numbers.Select(number => misses.ThroughAsync(cache, number)));
        return numbers.Zip(answers).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>Gathers what the cache asks the store for, until it has answered for every other number; then asks once.</summary>
    private sealed class Misses(Database database, int open, CancellationToken cancellation)
    {
        private readonly Lock gate = new();
        private readonly List<string> asked = [];
        private readonly TaskCompletionSource<Dictionary<string, Versioned<RegisterEntry>>> loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int open = open;

        public async Task<CacheAnswer<RegisterEntry>> ThroughAsync(TwoLevelCache<RegisterEntry> cache, string rpps)
        {
            var missed = false;
            try
            {
                return await cache.GetAsync(
                    rpps,
                    _ =>
                    {
                        missed = true;
                        return AskAsync(rpps);
                    },
                    cancellation);
            }
            finally
            {
                if (!missed)
                    Arrived();
            }
        }

        private async Task<Versioned<RegisterEntry>?> AskAsync(string rpps)
        {
            lock (gate)
                asked.Add(rpps);
            Arrived();
            return (await loaded.Task).GetValueOrDefault(rpps);
        }

        private void Arrived()
        {
            if (Interlocked.Decrement(ref open) == 0)
                _ = LoadAsync();
        }

        private async Task LoadAsync()
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
