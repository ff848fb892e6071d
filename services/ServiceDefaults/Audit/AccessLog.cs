using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Audit;

/// <summary>
/// Remembers who read which record without a write per read: reads gather for up to a second, equal ones counted together, then go in one
/// transaction whose digest is sealed into the audit chain. A store that is away delays them; a full queue makes readers wait rather than forget; a
/// graceful stop writes what is left. A crash loses the last second of reads, or, with the store away, those that wait for it; never a write.
/// </summary>
public sealed class AccessLog(Database database, TimeProvider clock, ILogger<AccessLog> log) : BackgroundService
{
    /// <summary>Reads that may wait: some minutes of look-ups answered from the cache while the store is away.</summary>
    private const int Capacity = 200_000;
    private const int BatchKeys = 5_000;
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);

    /// <summary>What a stop grants to the last write, however long the calls under way took to drain.</summary>
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource flush = new();

    private readonly Channel<Access> queue = Channel.CreateBounded<Access>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly record struct Access(Key Key, DateTimeOffset At);

    private readonly record struct Key(string Subject, string Actor, string OnBehalfOf, string Operation, Purpose Purpose, bool Granted);

    internal async ValueTask ReadAsync(CallAccess access, string method, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        foreach (var subject in access.Subjects)
        {
            var key = new Key(subject, access.Caller.Subject, access.Caller.OnBehalfOf?.Subject ?? "", method, access.Purpose, Granted: true);
            await queue.Writer.WriteAsync(new Access(key, now), cancellation);
        }
    }

    /// <summary>Remembers a refusal; its subject is the RPC, as the request was not read.</summary>
    internal ValueTask RefusedAsync(Caller caller, string method, Purpose purpose, CancellationToken cancellation) =>
        queue.Writer.WriteAsync(new Access(new Key("refused", caller.Subject, "", method, purpose, Granted: false), clock.GetUtcNow()), cancellation);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Writer.TryComplete();
        flush.CancelAfter(FlushLimit);
        await (ExecuteTask ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        flush.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ends when the queue is completed and empty, not when the host starts to stop: the last calls still drain then.
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var batch = await GatherAsync();
            while (!await TryWriteAsync(batch))
            {
                if (flush.IsCancellationRequested)
                {
                    log.LogError("The access log ends without {Count} reads: its store did not answer", batch.Values.Sum(seen => seen.Count) + queue.Reader.Count);
                    return;
                }

                await Task.Delay(Gather, flush.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> TryWriteAsync(Dictionary<Key, (int Count, DateTimeOffset First, DateTimeOffset Last)> batch)
    {
        try
        {
            await WriteAsync(batch);
            return true;
        }
        catch (Exception exception)
        {
            log.LogWarning("The access log waits for its store ({Exception})", exception.GetType().Name);
            return false;
        }
    }

    private async Task<Dictionary<Key, (int Count, DateTimeOffset First, DateTimeOffset Last)>> GatherAsync()
    {
        var batch = new Dictionary<Key, (int Count, DateTimeOffset First, DateTimeOffset Last)>();
        using var window = new CancellationTokenSource(Gather);
        try
        {
            while (batch.Count < BatchKeys && await queue.Reader.WaitToReadAsync(window.Token))
            {
                while (batch.Count < BatchKeys && queue.Reader.TryRead(out var access))
                {
                    batch[access.Key] = batch.TryGetValue(access.Key, out var seen)
                        ? (seen.Count + 1, seen.First, access.At)
                        : (1, access.At, access.At);
                }

                // Looks now and then: to be woken by each read would cost the readers more than what they read.
                await Task.WhenAny(Task.Delay(Look, window.Token), queue.Reader.Completion);
            }
        }
        catch (OperationCanceledException)
        {
            // The second is over: what has been gathered is written.
        }

        return batch;
    }

    private async Task WriteAsync(Dictionary<Key, (int Count, DateTimeOffset First, DateTimeOffset Last)> batch)
    {
        if (batch.Count == 0)
            return;

        var id = Guid.CreateVersion7().ToString();
        var rows = batch.Select(pair => new AccessRow
        {
            Id = Guid.CreateVersion7().ToString(),
            Batch = id,
            Subject = pair.Key.Subject,
            Actor = pair.Key.Actor,
            OnBehalfOf = pair.Key.OnBehalfOf,
            Operation = pair.Key.Operation,
            Purpose = pair.Key.Purpose.ToString(),
            Granted = pair.Key.Granted,
            Count = pair.Value.Count,
            FirstAt = pair.Value.First,
            LastAt = pair.Value.Last,
        }).ToList();
        await database.WriteAsync(
            async sql =>
            {
                foreach (var row in rows)
                    await AccessLogStore.InsertAsync(sql, row);
                await AuditStore.AppendAsync(sql, [AccessSeal.Of(id, rows, clock.GetUtcNow())]);
                return true;
            },
            flush.Token);
    }
}
