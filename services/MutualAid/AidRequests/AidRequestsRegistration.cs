using OrdreCouncils.ServiceDefaults.AccessLogging;
using OrdreCouncils.ServiceDefaults.Configuration;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.MutualAid.AidRequests;

internal static class AidRequestsRegistration
{
    public static void AddAidRequests(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(AidRequestOptions.Section).Get<AidRequestOptions>() ?? new AidRequestOptions();
        Settings.Validate(options, AidRequestOptions.Section);
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<AidRequestReader>();
        builder.Services.AddSingleton<IBulkReads, BeneficiaryReads>();
        builder.Services.AddWork<NatureWork>();
        builder.AddContract<AidRequestsGrpc>();
    }
}
