using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OrdreCouncils.ServiceDefaults.Work;

public static class WorkRegistration
{
    /// <summary>Registers the instance as a singleton too: <c>AddHostedService</c> alone hides it from other services.</summary>
    public static void AddWork<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
