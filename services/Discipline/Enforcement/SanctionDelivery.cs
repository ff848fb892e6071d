using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.ServiceDefaults.Outbox;

namespace OrdreCouncils.Discipline.Enforcement;

/// <summary>Hands restrictions to the Registry service; the message's id is the request id, so that a second delivery changes nothing there.</summary>
internal sealed class SanctionDelivery(SanctionsService.SanctionsServiceClient sanctions, ServiceTokens tokens) : IOutboxDelivery<RecordSanctionRequest>
{
    public async Task DeliverAsync(RecordSanctionRequest message, string id, CancellationToken cancellation)
    {
        message.RequestId = id;
        await sanctions.RecordSanctionAsync(message, await tokens.OutgoingAsync(cancellation));
    }
}
