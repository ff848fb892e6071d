using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Work;

/// <summary>Looks for due work at an interval, which follows the process's clock so that a moved clock triggers the next run. A failed run is logged and
/// repeated, so the work must be idempotent, also beside another replica.</summary>
public abstract class PeriodicWork(TimeSpan every, TimeProvider clock, ILogger log) : BackgroundService
{
    public abstract Task RunOnceAsync(CancellationToken cancellation);

    /// <summary>Handles each item; a failure is logged and does not stop the others.</summary>
    protected async Task EachAsync(IEnumerable<string> due, Func<string, Task> work)
    {
        foreach (var id in due)
        {
            try
            {
                await work(id);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.Log(
                    StoreFailure.Severity(exception), "{Work} failed for {Id} ({Exception}); it is tried again", GetType().Name, id,
                    exception.GetType().Name);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                log.Log(StoreFailure.Severity(exception), "{Work} failed ({Exception}); it is tried again", GetType().Name, exception.GetType().Name);
            }

            await Task.Delay(every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
