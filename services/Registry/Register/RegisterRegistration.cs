using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Caching;

namespace OrdreCouncils.Registry.Register;

internal static class RegisterRegistration
{
    public static void AddRegister(this WebApplicationBuilder builder)
    {
        builder.Services.AddTwoLevelCache<RegisterEntry>(builder.Configuration);
        builder.Services.AddSingleton<RegisterEntries>();
        builder.Services.AddSingleton<RegisterStart>();
        builder.Services.AddSingleton<EntryBatches>();
        builder.Services.AddSingleton<CopyFollower>();
    }
}
