using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.ServiceDefaults.Checkpoints;

/// <summary>At the start and at least hourly.</summary>
internal sealed class CheckpointWork(CheckpointKeeper checkpoints, IOptions<CheckpointOptions> options, TimeProvider clock, ILogger<CheckpointWork> log)
    : PeriodicWork(options.Value.Every, clock, log)
{
    private readonly ILogger log = log;

    public override async Task RunOnceAsync(CancellationToken cancellation)
    {
        if (checkpoints.AreSigned)
            await checkpoints.WriteAsync(cancellation);
        else
            log.LogInformation("Audit:KeyFiles names no key: the audit log has no signed checkpoints");
    }
}
