using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.MutualAid.Register;

internal static class RegisterRegistration
{
    public static void AddRegister(this WebApplicationBuilder builder)
    {
        builder.Services.AddServiceClient<NumbersService.NumbersServiceClient>(builder.Configuration, "registry");
        builder.Services.AddSingleton<RegisterNumbers>();
        builder.Services.AddWork<NumbersWork>();
    }
}
