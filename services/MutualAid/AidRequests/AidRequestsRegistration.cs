using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.MutualAid.AidRequests;

internal static class AidRequestsRegistration
{
    public static void AddAidRequests(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(AidRequestOptions.Section).Get<AidRequestOptions>() ?? new AidRequestOptions();
        Settings.Validate(options, AidRequestOptions.Section);
        builder.Services.AddSingleton(options);
        builder.AddContract<AidRequestsGrpc>();
    }
}
