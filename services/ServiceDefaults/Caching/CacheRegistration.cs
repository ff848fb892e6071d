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
        var section = configuration.GetSection(CacheOptions.Section);
        // At registration, so that a process without the key does not start.
        if (section.Get<CacheOptions>() is { Redis.Length: > 0 } options)
            _ = new CopySeal(options.IntegrityKey, options.SharedLife);
        services.Configure<CacheOptions>(section);
        services.TryAddSingleton<SharedCache>();
        services.AddSingleton<TwoLevelCache<T>>();
        return services;
    }
}
