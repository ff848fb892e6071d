using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.Registry.Verification;

internal static class VerificationRegistration
{
    public static void AddVerification(this WebApplicationBuilder builder)
    {
        builder.AddContract<PhysiciansGrpc>();
        builder.AddContract<VerificationGrpc>();
    }
}
