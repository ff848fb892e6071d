using System.Runtime.InteropServices;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;

namespace OrdreCouncils.ServiceDefaults.AccessLogging;

internal readonly record struct AccessKey(string Subject, Caller Caller, string Operation, Purpose Purpose, bool Granted, long Revision = 0)
{
    public string Actor => Caller.Subject;

    public string OnBehalfOf => Caller.OnBehalfOf?.Subject ?? "";

    public string ReaderBody => Caller.Person.Body;

    // Two tokens of one person are one reader, unless a claim differs.
    public bool Equals(AccessKey other) =>
        Subject == other.Subject && Operation == other.Operation && Purpose == other.Purpose && Granted == other.Granted && Revision == other.Revision
        && (ReferenceEquals(Caller, other.Caller) || (Actor == other.Actor && OnBehalfOf == other.OnBehalfOf && ReaderBody == other.ReaderBody));

    public override int GetHashCode() => HashCode.Combine(Subject, Actor, Operation);
}

internal record struct AccessTally(int Count, DateTimeOffset First, DateTimeOffset Last);

/// <summary>Accesses that wait for the store, counted by key. They are split over several locks, so that concurrent calls seldom contend, and limited in
/// number: a caller waits for room.</summary>
internal sealed class AccessCounts(int capacity)
{
    private readonly Share[] shares = [.. Enumerable.Range(0, Environment.ProcessorCount * 2).Select(_ => new Share())];
    private readonly int shareCapacity = Math.Max(1, capacity / (Environment.ProcessorCount * 2));
    private volatile TaskCompletionSource room = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask AddAsync(AccessKey key, DateTimeOffset at, CancellationToken cancellation)
    {
        var share = shares[(uint)Environment.CurrentManagedThreadId % shares.Length];
        while (true)
        {
            // Before the try, so that room made meanwhile is noticed.
            var next = room.Task;
            if (share.TryAdd(key, at, shareCapacity))
                return;
            await next.WaitAsync(cancellation);
        }
    }

    public Dictionary<AccessKey, AccessTally> TakeAll()
    {
        var all = new Dictionary<AccessKey, AccessTally>();
        foreach (var share in shares)
        {
            foreach (var (key, tally) in share.TakeAll())
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

        public Dictionary<AccessKey, AccessTally> TakeAll()
        {
            lock (gate)
                return Interlocked.Exchange(ref waiting, []);
        }
    }
}
