using Microsoft.Extensions.Hosting;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Sql;

namespace OrdreCouncils.ServiceDefaults.Hosting;

/// <summary>Before the ports open: every RPC has its rule, and the store has its tables.</summary>
internal sealed class StoreStartup(Migrator migrator, ServiceIdentity identity, IServiceProvider services) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        // Built here, so that a missing access rule stops the start and not a first call.
        _ = services.GetService(typeof(AccessTable));
        await migrator.ApplyAsync([typeof(StoreStartup).Assembly, identity.Assembly], cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
