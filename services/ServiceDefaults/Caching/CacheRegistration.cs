using Google.Protobuf;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OrdreCouncils.ServiceDefaults.Caching;

public static class CacheRegistration
{
    // The values may be stored in Redis, so they hold no personal data beyond what partners may see.
    public static IServiceCollection AddTwoLevelCache<T>(this IServiceCollection services, IConfiguration configuration)
        where T : class, IMessage<T>, new()
    {
        services.Configure<CacheOptions>(configuration.GetSection(CacheOptions.Section));
        services.TryAddSingleton<SharedCache>();
        services.AddSingleton<TwoLevelCache<T>>();
        return services;
    }
}
