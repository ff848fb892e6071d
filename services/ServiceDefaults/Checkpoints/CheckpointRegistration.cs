using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.ServiceDefaults.Checkpoints;

internal static class CheckpointRegistration
{
    public static void AddCheckpoints(this IServiceCollection services, IConfiguration configuration, string service)
    {
        var section = configuration.GetSection(CheckpointOptions.Section);
        Settings.Validate(section.Get<CheckpointOptions>() ?? new CheckpointOptions(), CheckpointOptions.Section);
        services.Configure<CheckpointOptions>(section);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<CheckpointKeeper>(provider, service));
        services.AddWork<CheckpointWork>();
    }
}
