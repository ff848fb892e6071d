using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OrdreCouncils.ServiceDefaults.Work;

public static class WorkRegistration
{
    /// <summary>Runs a singleton with the process. Others may ask for the same instance: <c>AddHostedService</c> alone would hide it from them.</summary>
    public static void AddWork<T>(this IServiceCollection services)
        where T : class, IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
