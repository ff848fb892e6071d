using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.ServiceDefaults.Outbox;
using OrdreCouncils.ServiceDefaults.Work;

namespace OrdreCouncils.Discipline.Enforcement;

internal static class EnforcementRegistration
{
    public static void AddEnforcement(this WebApplicationBuilder builder)
    {
        builder.Services.AddServiceClient<SanctionsService.SanctionsServiceClient>(builder.Configuration, "registry");
        builder.Services.AddOutboxDelivery<RecordSanctionRequest, SanctionDelivery>();
        builder.Services.AddOutboxDelivery<CorrectSanctionRequest, SanctionDelivery>();
        builder.Services.AddOutboxDelivery<RecordEmergencyRulingRequest, SanctionDelivery>();
        builder.Services.AddWork<EnforcementWork>();
    }
}
