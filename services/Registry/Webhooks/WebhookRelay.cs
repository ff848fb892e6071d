using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Registry.Webhooks;

/// <summary>Delivers webhooks at least once, in order per physician. Each partner's deliveries run separately, so that a slow receiver holds up no other.
/// Several replicas may run it: a lease prevents them from sending the same delivery.</summary>
internal sealed class WebhookRelay(
    Database database, WebhookSender sender, WebhookEnds ends, WebhookProof proof, WebhookSecrets secrets, AccessLog accessLog,
    TimeProvider clock, IOptions<WebhookOptions> options,
    ILogger<WebhookRelay> log)
    : BackgroundService
{
    public const string Operation = "registry/webhook";
    private const int Batch = 50;
    private const int AtOnce = 4;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly Signal signal = new();
    private readonly ConcurrentDictionary<string, Task> working = new(StringComparer.Ordinal);

    // Receivers that asked for a pause by Retry-After. Of this process: another replica is asked to pause by its own first attempt.
    private readonly ConcurrentDictionary<string, (long Version, DateTimeOffset Until)> pauses = new(StringComparer.Ordinal);

    /// <summary>Wakes the relay: there may be new deliveries.</summary>
    public void Wake() => signal.Wake();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = signal.Next;
            try
            {
                foreach (var partner in await database.ReadAsync(DuePartnersAsync, stoppingToken))
                {
                    if (!working.TryGetValue(partner, out var task) || task.IsCompleted)
                        working[partner] = Task.Run(() => ServeAsync(partner, stoppingToken), CancellationToken.None);
                }
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("The webhooks wait for their store ({Exception})", exception.GetType().Name);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            using var wait = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(next, Task.Delay(Look, wait.Token));
            await wait.CancelAsync();
        }

        await Task.WhenAll(working.Values);
    }

    private async Task<IEnumerable<string>> DuePartnersAsync(SqlSession sql)
    {
        var now = clock.GetUtcNow();
        return (await DeliveryStore.DuePartnersAsync(sql, now)).Union(await WebhookStore.UnchallengedAsync(sql, now - options.Value.Lease));
    }

    private async Task ServeAsync(string partner, CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var (hook, due) = await database.ReadAsync(
                    async sql => (await WebhookStore.GetAsync(sql, partner), await DeliveryStore.DueAsync(sql, partner, clock.GetUtcNow(), Batch)), stopping);
                if (hook is { IsVerified: false } && !await proof.ChallengeDueAsync(hook, stopping))
                {
                    await WriteAsync(sql => DeliveryStore.GiveUpOldAsync(sql, partner, clock.GetUtcNow() - WebhookRules.Life));
                    break;
                }

                if (hook is null || due.Count == 0 || IsPaused(hook))
                    break;
                var keys = secrets.Open(hook);
                // At most one per physician, so that sending them in parallel keeps their order.
                await Parallel.ForEachAsync(
                    due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping },
                    async (delivery, ending) => await DeliverAsync(hook, keys, delivery, ending));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return;
        }
        catch (CryptographicException)
        {
            // The sealer has logged the cause; the deliveries wait for the right certificate, or for the partner to set its secret again.
        }
        catch (Exception exception)
        {
            log.LogWarning("The webhook of {Partner} waits for its store ({Exception})", partner, exception.GetType().Name);
        }
    }

    private async Task DeliverAsync(WebhookStore.WebhookRow hook, IReadOnlyList<byte[]> keys, DeliveryRow delivery, CancellationToken cancellation)
    {
        if (IsPaused(hook) || !await database.WriteAsync(sql => DeliveryStore.TakeAsync(sql, delivery, clock.GetUtcNow() + options.Value.Lease), cancellation))
            return;

        ReceiverAnswer answer;
        try
        {
            // Log the read before sending: a message sent and not logged would be a read that nobody can find.
            await accessLog.RememberSentAsync($"physicians/{delivery.Rpps}", delivery.Partner, Operation, Purpose.Registration, cancellation);
            answer = await sender.SendAsync(hook.Url, keys, delivery.Id, delivery.Body, clock.GetUtcNow(), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // A stopping relay releases the delivery at once. Whether it arrived is unknown, so it is sent again.
            await WriteAsync(sql => DeliveryStore.AgainAsync(sql, delivery, 0, clock.GetUtcNow(), clock.GetUtcNow()));
            return;
        }

        var now = clock.GetUtcNow();
        var status = answer.Status;
        if (status is >= 200 and < 300)
        {
            await WriteAsync(sql => DeliveryStore.EndAsync(sql, delivery, "Delivered", status, now));
            return;
        }

        if (status == StatusCodes.Status410Gone)
        {
            log.LogWarning("The receiver of {Partner} is gone: its webhook is stopped", delivery.Partner);
            await ends.StopAsync(hook);
            return;
        }

        var pause = WebhookRules.Pause(answer.RetryAfter);
        if (pause > TimeSpan.Zero)
            pauses[hook.Partner] = (hook.Version, now + pause);
        var attempts = delivery.Attempts + 1;
        var wait = WebhookRules.Wait(attempts, Random.Shared.NextDouble());
        var due = now + (wait > pause ? wait : pause);
        var isOver = now - delivery.CreatedAt >= WebhookRules.Life;
        log.LogWarning(
            "Delivery {Id} to {Partner} was answered {Status}, attempt {Attempts}; {Next}", delivery.Id, delivery.Partner, status, attempts, isOver ? "given up" : "again later");
        await WriteAsync(sql => isOver ? DeliveryStore.EndAsync(sql, delivery, "Failed", status, now) : DeliveryStore.AgainAsync(sql, delivery, status, now, due));
    }

    // A webhook that the partner has set anew has another version.
    private bool IsPaused(WebhookStore.WebhookRow hook) =>
        pauses.TryGetValue(hook.Partner, out var pause) && pause.Version == hook.Version && clock.GetUtcNow() < pause.Until;

    // The outcome is written even while the relay stops.
    private Task<bool> WriteAsync(Func<SqlSession, Task> write) => database.WriteAsync(
        async sql =>
        {
            await write(sql);
            return true;
        },
        CancellationToken.None);
}
