using OrdreCouncils.MutualAid.AidDocuments;
using OrdreCouncils.MutualAid.AidRequests;
using OrdreCouncils.MutualAid.Envelopes;
using OrdreCouncils.MutualAid.Register;
using OrdreCouncils.MutualAid.Secrets;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.MutualAid;

public static class MutualAidHost
{
    /// <param name="overrides">Set by a launcher that hosts the service in its own process.</param>
    public static WebApplication Build(string[] args, HostOverrides? overrides = null)
    {
        var builder = ServiceHost.CreateBuilder("mutual-aid", typeof(MutualAidHost), args, overrides);
        builder.AddSecrets(SealPurposes.Application);
        builder.AddRegister();
        builder.AddEnvelopes();
        builder.AddAidRequests();
        builder.AddAidDocuments();

        return builder.BuildService(overrides);
    }
}
