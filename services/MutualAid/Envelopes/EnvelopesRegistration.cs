using OrdreCouncils.ServiceDefaults.Hosting;

namespace OrdreCouncils.MutualAid.Envelopes;

internal static class EnvelopesRegistration
{
    public static void AddEnvelopes(this WebApplicationBuilder builder)
    {
        builder.AddContract<EnvelopesGrpc>();
    }
}
