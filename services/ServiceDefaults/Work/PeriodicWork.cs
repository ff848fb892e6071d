using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.ServiceDefaults.Work;

/// <summary>
/// Work that looks again and again for something due. The wait follows the process's clock, so that a clock that is moved brings the next look forward.
/// A look that fails is logged and taken again; what it does must be safe to repeat, and safe beside another replica's.
/// </summary>
/// <param name="every">Time between two looks.</param>
/// <param name="clock">The process's clock.</param>
/// <param name="log">Where failures go.</param>
public abstract class PeriodicWork(TimeSpan every, TimeProvider clock, ILogger log) : BackgroundService
{
    /// <summary>One look: does everything due at the clock's present instant.</summary>
    public abstract Task RunOnceAsync(CancellationToken cancellation);

    /// <summary>Does something to each of those due. One that fails is logged, looked at again next time, and does not hold up those after it.</summary>
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
                log.Log(StoreFailure.Severity(exception), "{Work} failed for {Id} ({Exception}); it is tried again", GetType().Name, id, exception.GetType().Name);
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
