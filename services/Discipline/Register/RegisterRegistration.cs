using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Clients;

namespace OrdreCouncils.Discipline.Register;

internal static class RegisterRegistration
{
    public static void AddRegister(this WebApplicationBuilder builder)
    {
        builder.Services.AddServiceClient<PhysiciansService.PhysiciansServiceClient>(builder.Configuration, "registry");
        builder.Services.AddSingleton<IRegisterLookup, RegisterLookup>();
        builder.Services.AddSingleton<RegisterSearch>();
    }
}
