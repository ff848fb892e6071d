using System.Runtime.InteropServices;
using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.ServiceDefaults.AccessLogging;

/// <summary>What makes two accesses the same one, counted twice.</summary>
internal readonly record struct AccessKey(string Subject, string Actor, string OnBehalfOf, string Operation, Purpose Purpose, bool Granted);

/// <summary>How often, and when, an access happened.</summary>
internal record struct AccessTally(int Count, DateTimeOffset First, DateTimeOffset Last);

/// <summary>
/// Accesses that wait to be written, equal ones counted together. Some shares with a lock each, so that calls on several threads seldom meet; bounded
/// by making callers wait.
/// </summary>
internal sealed class AccessCounts(int capacity)
{
    private readonly Share[] shares = [.. Enumerable.Range(0, Environment.ProcessorCount * 2).Select(_ => new Share())];
    private readonly int shareCapacity = Math.Max(1, capacity / (Environment.ProcessorCount * 2));
    private volatile TaskCompletionSource room = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Counts an access; waits while as many different ones as fit are waiting already.</summary>
    public async ValueTask AddAsync(AccessKey key, DateTimeOffset at, CancellationToken cancellation)
    {
        var share = shares[(uint)Environment.CurrentManagedThreadId % shares.Length];
        while (true)
        {
            // Taken before the try: room made in between is not missed.
            var next = room.Task;
            if (share.TryAdd(key, at, shareCapacity))
                return;
            await next.WaitAsync(cancellation);
        }
    }

    /// <summary>Takes all that waits.</summary>
    public Dictionary<AccessKey, AccessTally> Take()
    {
        var all = new Dictionary<AccessKey, AccessTally>();
        foreach (var share in shares)
        {
            foreach (var (key, tally) in share.Take())
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(all, key, out var known);
                sum = known
                    ? new AccessTally(sum.Count + tally.Count, tally.First < sum.First ? tally.First : sum.First, tally.Last > sum.Last ? tally.Last : sum.Last)
                    : tally;
            }
        }

        Interlocked.Exchange(ref room, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return all;
    }

    private sealed class Share
    {
        private readonly Lock gate = new();
        private Dictionary<AccessKey, AccessTally> waiting = [];

        public bool TryAdd(AccessKey key, DateTimeOffset at, int capacity)
        {
            lock (gate)
            {
                if (waiting.Count >= capacity && !waiting.ContainsKey(key))
                    return false;
                ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(waiting, key, out var known);
                tally = known ? tally with { Count = tally.Count + 1, Last = at } : new AccessTally(1, at, at);
                return true;
            }
        }

        public Dictionary<AccessKey, AccessTally> Take()
        {
            lock (gate)
                return Interlocked.Exchange(ref waiting, []);
        }
    }
}
