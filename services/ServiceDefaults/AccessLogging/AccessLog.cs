using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.AccessLogging;

/// <summary>
/// Remembers who read which record without a write per read: reads gather for a second, equal ones counted together, then go in one transaction whose
/// digest is sealed into the audit chain. A store that is away delays them; when too many wait, readers wait rather than be forgotten; a graceful stop
/// writes what is left. A crash loses the last second of reads, or, with the store away, those that wait for it; never a write.
/// </summary>
public sealed class AccessLog(Database database, TimeProvider clock, ILogger<AccessLog> log) : BackgroundService
{
    /// <summary>Different reads that may wait: some minutes of look-ups answered from the cache while the store is away.</summary>
    private const int Capacity = 200_000;
    private const int BatchRows = 5_000;
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);

    /// <summary>What a stop grants to the last write, however long the calls under way took to drain.</summary>
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(5);

    private readonly AccessCounts counts = new(Capacity);
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource flush = new();

    /// <summary>Remembers what a call has read so far, now: for streams, which may go on for days.</summary>
    public async ValueTask RememberAsync(ServerCallContext context)
    {
        if (CallContext.Find(context) is not { Subjects.Count: > 0 } access)
            return;
        await ReadAsync(access, context.Method, context.CancellationToken);
        access.Subjects.Clear();
    }

    /// <summary>Remembers a read outside a call: what the service itself sends to somebody.</summary>
    /// <param name="subject">The record, e.g. <c>physicians/10123456781</c>.</param>
    /// <param name="actor">Who gets to see it: a token's subject.</param>
    /// <param name="operation">How, e.g. <c>registry/webhook</c>.</param>
    /// <param name="purpose">Why.</param>
    /// <param name="cancellation">Ends the wait for room.</param>
    public ValueTask RememberAsync(string subject, string actor, string operation, Purpose purpose, CancellationToken cancellation) =>
        counts.AddAsync(new AccessKey(subject, actor, "", operation, purpose, Granted: true), clock.GetUtcNow(), cancellation);

    internal async ValueTask ReadAsync(CallAccess access, string method, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        foreach (var subject in access.Subjects)
        {
            var key = new AccessKey(subject, access.Caller.Subject, access.Caller.OnBehalfOf?.Subject ?? "", method, access.Purpose, Granted: true);
            await counts.AddAsync(key, now, cancellation);
        }
    }

    /// <summary>Remembers a refusal; its subject is the RPC, as the request was not read.</summary>
    internal ValueTask RefusedAsync(Caller caller, string method, Purpose purpose, CancellationToken cancellation) =>
        counts.AddAsync(new AccessKey("refused", caller.Subject, "", method, purpose, Granted: false), clock.GetUtcNow(), cancellation);

    /// <summary>The server has stopped before: no call adds anything any more.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        flush.CancelAfter(FlushLimit);
        await stopping.CancelAsync();
        await (ExecuteTask ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        stopping.Dispose();
        flush.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Its own token: the host's is cancelled when it starts to stop, while the last calls still drain.
        var last = false;
        while (!last)
        {
            await Task.Delay(Gather, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            last = stopping.IsCancellationRequested;
            foreach (var batch in Rows(counts.Take()).Chunk(BatchRows))
                await WriteAsync(batch);
        }
    }

    private static IEnumerable<AccessRow> Rows(Dictionary<AccessKey, AccessTally> taken) => taken.Select(pair => new AccessRow
    {
        Id = Guid.CreateVersion7().ToString(),
        Subject = pair.Key.Subject,
        Actor = pair.Key.Actor,
        OnBehalfOf = pair.Key.OnBehalfOf,
        Operation = pair.Key.Operation,
        Purpose = pair.Key.Purpose.ToString(),
        Granted = pair.Key.Granted,
        Count = pair.Value.Count,
        FirstAt = pair.Value.First,
        LastAt = pair.Value.Last,
    });

    /// <summary>Tries until the store takes the batch, or the time of a stop is over.</summary>
    private async Task WriteAsync(AccessRow[] rows)
    {
        var id = Guid.CreateVersion7().ToString();
        var batch = Array.ConvertAll(rows, row => row with { Batch = id });
        while (true)
        {
            try
            {
                await InsertAsync(id, batch);
                return;
            }
            catch (Exception exception)
            {
                log.LogWarning("The access log waits for its store ({Exception})", exception.GetType().Name);
            }

            if (flush.IsCancellationRequested)
            {
                log.LogError("The access log ends without {Count} reads: its store did not answer", batch.Sum(row => row.Count));
                return;
            }

            await Task.Delay(Gather, flush.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<bool> InsertAsync(string id, AccessRow[] batch) => database.WriteAsync(
        async sql =>
        {
            await AccessLogStore.InsertAsync(sql, batch);
            await AuditStore.AppendAsync(sql, [AccessSeal.Of(id, batch, clock.GetUtcNow())]);
            return true;
        },
        flush.Token);
}
