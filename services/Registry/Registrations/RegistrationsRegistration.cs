using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Registry.Registrations;

internal static class RegistrationsRegistration
{
    public static void AddRegistrations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EntryRecorder>();
        builder.AddContract<RegistrationsGrpc>();
    }
}
