using System.Data.Common;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Audit;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.AccessLogging;

/// <summary>Records who read which record. Reads are gathered for a second, counted by key and written in one transaction, whose digest goes into the audit
/// chain. While the store is unavailable they wait; readers wait too once <see cref="Capacity"/> is reached. A graceful stop writes the rest. A crash loses
/// the reads that wait, never a write, and never a read of health data: that one is written before its answer.</summary>
public sealed class AccessLog(Database database, TimeProvider clock, ILogger<AccessLog> log) : BackgroundService
{
    // Some minutes of cached look-ups while the store is unavailable.
    private const int Capacity = 200_000;
    private const int BatchRows = 5_000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // A caller who waits for the entry of a read of health data must get an answer, whatever holds the store.
    private static readonly TimeSpan CommitLimit = TimeSpan.FromSeconds(5);

    // Time for the last write, however long the open calls took to drain.
    private static readonly TimeSpan FlushLimit = TimeSpan.FromSeconds(5);

    private readonly AccessCounts counts = new(Capacity);
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource flush = new();

    /// <summary>Records at once what a call has read so far: a stream may run for days.</summary>
    public async ValueTask RememberAsync(ServerCallContext context)
    {
        if (CallContext.Find(context) is not { Subjects.Count: > 0 } access)
            return;
        await ReadAsync(access, context.Method, context.CancellationToken);
        access.Subjects.Clear();
    }

    /// <summary>Records a read by the public, outside a call.</summary>
    public ValueTask RememberPublicAsync(string subject, string reader, string operation, Purpose purpose, CancellationToken cancellation) =>
        counts.AddAsync(new AccessKey(subject, Caller.Outside(reader), operation, purpose, Granted: true), clock.GetUtcNow(), cancellation);

    /// <summary>Records data that the service itself sends to <paramref name="partner"/>, a token subject.</summary>
    public ValueTask RememberSentAsync(string subject, string partner, string operation, Purpose purpose, CancellationToken cancellation) =>
        counts.AddAsync(new AccessKey(subject, Caller.Outside(partner, Role.Partner), operation, purpose, Granted: true), clock.GetUtcNow(), cancellation);

    internal async ValueTask ReadAsync(CallAccess access, string method, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        foreach (var subject in access.Subjects)
        {
            var key = new AccessKey(subject, access.Caller, method, access.Purpose, Granted: true, access.Revision);
            await counts.AddAsync(key, now, cancellation);
        }
    }

    /// <summary>Writes the reads of a call at once, or refuses the call.</summary>
    internal async Task CommitAsync(CallAccess access, string method, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var tally = new AccessTally(1, now, now);
        var rows = Rows(access.Subjects.Distinct().ToDictionary(
            subject => new AccessKey(subject, access.Caller, method, access.Purpose, Granted: true, access.Revision), _ => tally));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(CommitLimit);
        try
        {
            await InsertAsync([.. rows], limit.Token);
        }
        catch (Exception exception) when (
            exception is DbException or TimeoutException || (exception is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            log.LogWarning("A read of health data is refused: the access log's store does not answer ({Exception})", exception.GetType().Name);
            throw Fault.Unavailable(
                Reasons.StoreUnavailable, "This read shows health data and cannot be written to the access log now. Try again later.", TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>Records a refusal, under the RPC's name: the request was not read.</summary>
    internal ValueTask RefusedAsync(Caller caller, string method, Purpose purpose, CancellationToken cancellation) =>
        counts.AddAsync(new AccessKey("refused", caller with { OnBehalfOf = null }, method, purpose, Granted: false), clock.GetUtcNow(), cancellation);

    /// <summary>Records a read outside the caller's scope, which the caller was answered as absent.</summary>
    internal ValueTask MissedAsync(CallAccess access, string method, string subject, CancellationToken cancellation) => counts.AddAsync(
        new AccessKey(subject.Length > 0 ? subject : "not found", access.Caller, method, access.Purpose, Granted: false),
        clock.GetUtcNow(), cancellation);

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
        // Not the host's token: it is cancelled at the start of a stop, while the last calls still drain.
        var last = false;
        while (!last)
        {
            await Task.Delay(Interval, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            last = stopping.IsCancellationRequested;
            foreach (var batch in Rows(counts.TakeAll()).Chunk(BatchRows))
                await WriteAsync(batch);
        }
    }

    private static IEnumerable<AccessRow> Rows(Dictionary<AccessKey, AccessTally> taken) => taken.Select(pair => new AccessRow
    {
        Id = Guid.CreateVersion7().ToString(),
        Subject = pair.Key.Subject,
        Actor = pair.Key.Actor,
        OnBehalfOf = pair.Key.OnBehalfOf,
        ReaderBody = pair.Key.ReaderBody,
        Revision = pair.Key.Revision,
        Operation = pair.Key.Operation,
        Purpose = pair.Key.Purpose.ToString(),
        Granted = pair.Key.Granted,
        Count = pair.Value.Count,
        FirstAt = pair.Value.First,
        LastAt = pair.Value.Last,
    });

    private async Task WriteAsync(AccessRow[] rows)
    {
        while (true)
        {
            try
            {
                await InsertAsync(rows, flush.Token);
                return;
            }
            catch (Exception exception)
            {
                log.LogWarning("The access log waits until its store answers ({Exception})", exception.GetType().Name);
            }

            if (flush.IsCancellationRequested)
            {
                log.LogError("The access log lost {Count} reads: its store did not answer", rows.Sum(row => row.Count));
                return;
            }

            await Task.Delay(Interval, flush.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<bool> InsertAsync(AccessRow[] rows, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7().ToString();
        var batch = Array.ConvertAll(rows, row => row with { Batch = id });
        return database.WriteAsync(
            async sql =>
            {
                await AccessLogStore.InsertAsync(sql, batch);
                await AuditStore.AppendAsync(sql, [AccessSeal.Of(id, batch, clock.GetUtcNow())]);
                return true;
            },
            cancellation);
    }
}
