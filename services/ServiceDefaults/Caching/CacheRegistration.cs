using Google.Protobuf;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OrdreCouncils.ServiceDefaults.Caching;

public static class CacheRegistration
{
    /// <summary>Adds a <see cref="TwoLevelCache{T}"/>. What goes into it may lie in Redis: nothing personal beyond what partners may see.</summary>
    public static IServiceCollection AddTwoLevelCache<T>(this IServiceCollection services, IConfiguration configuration)
        where T : class, IMessage<T>, new()
    {
        services.Configure<CacheOptions>(configuration.GetSection(CacheOptions.Section));
        services.TryAddSingleton<SharedCache>();
        services.AddSingleton<TwoLevelCache<T>>();
        return services;
    }
}
