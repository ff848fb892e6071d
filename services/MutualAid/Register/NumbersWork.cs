using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.MutualAid.Register;

/// <summary>Keeps the copy near the register, so that a filing seldom waits for it.</summary>
internal sealed class NumbersWork(RegisterNumbers numbers, TimeProvider clock, ILogger<NumbersWork> log) : PeriodicWork(Every, clock, log)
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly ILogger log = log;

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        try
        {
            await numbers.RefreshAsync(cancellation);
        }
        catch (RpcException exception)
        {
            // Ending, or the register is away: a filing that needs it answers so.
            if (!cancellation.IsCancellationRequested)
                log.LogWarning("The register answered {Status}: the copy of its numbers stays as it is", exception.StatusCode);
        }
    }
}
