using Grpc.AspNetCore.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.ServiceDefaults.Contracts;

namespace OrdreCouncils.ServiceDefaults.Health;

internal static class ServiceHealth
{
    public static void AddServiceHealth(this IServiceCollection services)
    {
        services.AddStoreReadiness();
        services.AddOptions<GrpcHealthChecksOptions>().Configure<IEnumerable<MappedContract>>((options, contracts) =>
        {
            foreach (var contract in contracts)
                options.MapReady(contract.Descriptor.FullName);
        });
    }

    /// <summary>Readiness of a process with a store.</summary>
    public static void AddStoreReadiness(this IServiceCollection services)
    {
        services.AddSingleton<StoreCheck>();
        services.AddReadiness().AddCheck<StoreCheck>("store", tags: [Readiness.Tag]);
    }
}
