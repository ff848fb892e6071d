using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Audit;

/// <summary>
/// Remembers who read which record without a write per read: reads gather for up to a second, equal ones counted together, then go in one
/// transaction whose digest is sealed into the audit chain. A full queue makes readers wait rather than forget; a graceful stop writes what is
/// left. A crash loses at most the last second of reads (at most <see cref="Capacity"/>), never a write.
/// </summary>
public sealed class AccessLog(Database database, TimeProvider clock, ILogger<AccessLog> log) : BackgroundService
{
    private const int Capacity = 50_000;
    private const int BatchKeys = 5_000;
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(1);

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
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ends when the queue is completed and empty, not when the host starts to stop: the last calls still drain then.
        while (await queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            var batch = await GatherAsync(stoppingToken);
            for (var written = false; !written;)
            {
                try
                {
                    await WriteAsync(batch);
                    written = true;
                }
                catch (Exception exception) when (exception is not OperationCanceledException && !queue.Reader.Completion.IsCompleted)
                {
                    log.LogWarning("The access log waits for its store ({Exception})", exception.GetType().Name);
                    await Task.Delay(Gather, CancellationToken.None);
                }
            }
        }
    }

    private async Task<Dictionary<Key, (int Count, DateTimeOffset First, DateTimeOffset Last)>> GatherAsync(CancellationToken stopping)
    {
        var batch = new Dictionary<Key, (int Count, DateTimeOffset First, DateTimeOffset Last)>();
        using var window = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        window.CancelAfter(Gather);
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
            }
        }
        catch (OperationCanceledException)
        {
            // The second is over, or the host stops: what has been gathered is written.
        }

        return batch;
    }

    private async Task WriteAsync(Dictionary<Key, (int Count, DateTimeOffset First, DateTimeOffset Last)> batch)
    {
        if (batch.Count == 0)
            return;

        await database.WriteAsync(async sql =>
        {
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var (key, seen) in batch)
            {
                var row = new AccessRow
                {
                    Id = Guid.CreateVersion7().ToString(),
                    Subject = key.Subject,
                    Actor = key.Actor,
                    OnBehalfOf = key.OnBehalfOf,
                    Operation = key.Operation,
                    Purpose = key.Purpose.ToString(),
                    Granted = key.Granted,
                    Count = seen.Count,
                    FirstAt = seen.First,
                    LastAt = seen.Last,
                };
                await AccessLogStore.InsertAsync(sql, row);
                digest.AppendData(Encoding.UTF8.GetBytes(
                    $"{row.Id}\n{row.Subject}\n{row.Actor}\n{row.OnBehalfOf}\n{row.Operation}\n{row.Purpose}\n{row.Granted}\n{row.Count}\n"));
            }

            var sealedBatch = AuditEvent.Of("platform.reads.recorded", "record_accesses", null,
                new { rows = batch.Count, sha256 = Convert.ToHexStringLower(digest.GetHashAndReset()) });
            await AuditStore.AppendAsync(sql, [new AuditRow
            {
                At = clock.GetUtcNow(),
                Actor = "system:access-log",
                Operation = nameof(AccessLog),
                Kind = sealedBatch.Kind,
                Subject = sealedBatch.Subject,
                Body = sealedBatch.Body,
            }]);
            return true;
        }, CancellationToken.None);
    }
}
