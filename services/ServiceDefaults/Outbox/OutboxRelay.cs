using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Outbox;

/// <summary>Delivers outbox messages at least once and in order per key. Each message type has its own loop, so that a receiver that hangs delays no other
/// type. Replicas reserve messages by a lease; receivers answer by request id, so a second delivery is harmless.</summary>
public sealed class OutboxRelay(
    Database database, OutboxRoutes routes, OutboxSignal signal, TimeProvider clock, IOptions<OutboxOptions> options, ILogger<OutboxRelay> log)
    : BackgroundService
{
    private const int Batch = 50;
    private const int AtOnce = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>Delivers everything that is due, once; returns how many messages were acknowledged.</summary>
    public async Task<int> DeliverDueAsync(CancellationToken cancellation)
    {
        var acknowledged = 0;
        while (true)
        {
            // A message may wait for one of another type with the same key: repeat until nothing is delivered.
            var progress = (await Task.WhenAll(routes.Types.Select(type => DeliverDueAsync(type, cancellation)))).Sum();
            acknowledged += progress;
            if (progress == 0)
                return acknowledged;
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(routes.Types.Select(type => RelayAsync(type, stoppingToken)));

    private async Task RelayAsync(string type, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var woken = signal.Next;
            try
            {
                if (await DeliverDueAsync(type, stopping) > 0)
                    signal.Wake();
                else
                    await Task.WhenAny(woken, Task.Delay(Interval, stopping));
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                log.LogWarning("The outbox waits until its store answers ({Exception})", exception.GetType().Name);
                await Task.Delay(Interval, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> DeliverDueAsync(string type, CancellationToken cancellation)
    {
        var acknowledged = 0;
        while (true)
        {
            var due = await database.ReadAsync(sql => OutboxStore.DueAsync(sql, type, clock.GetUtcNow(), Batch), cancellation);
            var progress = 0;
            // At most one message per key, so that parallel delivery keeps their order.
            await Parallel.ForEachAsync(
                due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                async (message, ending) =>
                {
                    if (await DeliverAsync(message, ending))
                        Interlocked.Increment(ref progress);
                });
            acknowledged += progress;
            // An acknowledged message may have made the next of its key due.
            if (progress == 0)
                return acknowledged;
        }
    }

    private async Task<bool> DeliverAsync(OutboxStore.Due message, CancellationToken cancellation)
    {
        if (!await database.WriteAsync(sql => OutboxStore.LeaseAsync(sql, message, clock.GetUtcNow() + options.Value.Lease), cancellation))
            return false;

        try
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            attempt.CancelAfter(options.Value.AttemptLimit);
            await routes.DeliverAsync(message, attempt.Token);
        }
        catch (Exception exception)
        {
            // A stopping relay releases its message at once.
            var attempts = message.Attempts + 1;
            var wait = cancellation.IsCancellationRequested
                ? TimeSpan.Zero
                : TimeSpan.FromMilliseconds(Math.Min(LongestWait.TotalMilliseconds, 100 * Math.Pow(2, Math.Min(attempts, 20))));
            var cause = exception is RpcException rpc ? rpc.StatusCode.ToString() : exception.GetType().Name;
            log.Log(
                attempts >= 5 ? LogLevel.Error : LogLevel.Warning,
                "Message {Id} of type {Type} was not delivered ({Cause}), attempt {Attempts}; next in {Wait}", message.Id, message.Type, cause, attempts, wait);
            await WriteAsync(sql => OutboxStore.FailedAsync(sql, message, clock.GetUtcNow() + wait, cause));
            return false;
        }

        await WriteAsync(sql => OutboxStore.DeliveredAsync(sql, message.Id, clock.GetUtcNow()));
        return true;
    }

    // The outcome is stored even when the relay is asked to stop.
    private Task<bool> WriteAsync(Func<SqlSession, Task> write) => database.WriteAsync(
        async sql =>
        {
            await write(sql);
            return true;
        },
        CancellationToken.None);
}

public sealed class OutboxRoutes(IServiceProvider services)
{
    private readonly Dictionary<string, Func<OutboxStore.Due, CancellationToken, Task>> routes = [];

    public IReadOnlyCollection<string> Types => routes.Keys;

    internal void Add<TMessage>()
        where TMessage : class, IMessage<TMessage>, new()
    {
        routes[new TMessage().Descriptor.FullName] = (due, cancellation) =>
        {
            var message = new TMessage();
            message.MergeFrom(due.Payload);
            return services.GetRequiredService<IOutboxDelivery<TMessage>>().DeliverAsync(message, due.Id, cancellation);
        };
    }

    internal Task DeliverAsync(OutboxStore.Due due, CancellationToken cancellation) =>
        routes.TryGetValue(due.Type, out var route)
            ? route(due, cancellation)
            : throw new InvalidOperationException($"No delivery is registered for {due.Type}.");
}
