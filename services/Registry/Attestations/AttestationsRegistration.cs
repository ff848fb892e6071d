using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Registry.Attestations;

internal static class AttestationsRegistration
{
    public static void AddAttestations(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(AttestationOptions.Section).Get<AttestationOptions>() ?? new AttestationOptions();
        Settings.Validate(options, AttestationOptions.Section);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(new SigningKeys(options));
        builder.Services.AddSingleton<StatusLists>();
        builder.Services.AddSingleton<AttestationPages>();
        builder.AddContract<AttestationsGrpc>();
    }

    public static void MapAttestationPages(this WebApplication app) => app.Services.GetRequiredService<AttestationPages>().Map(app);
}
