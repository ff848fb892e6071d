using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.ServiceDefaults.Clients;
using OrdreCouncils.ServiceDefaults.Outbox;

namespace OrdreCouncils.Discipline.Enforcement;

/// <summary>Sends sanctions and their corrections, and rulings on emergency suspensions, to the Registry. The message id is the request id, so that a second
/// delivery changes nothing.</summary>
internal sealed class SanctionDelivery(SanctionsService.SanctionsServiceClient sanctions, [FromKeyedServices("registry")] ServiceTokens tokens)
    : IOutboxDelivery<RecordSanctionRequest>, IOutboxDelivery<CorrectSanctionRequest>, IOutboxDelivery<RecordEmergencyRulingRequest>
{
    public async Task DeliverAsync(RecordSanctionRequest message, string id, CancellationToken cancellation)
    {
        message.RequestId = id;
        await sanctions.RecordSanctionAsync(message, await tokens.OutgoingAsync(cancellation));
    }

    public async Task DeliverAsync(CorrectSanctionRequest message, string id, CancellationToken cancellation)
    {
        message.RequestId = id;
        await sanctions.CorrectSanctionAsync(message, await tokens.OutgoingAsync(cancellation));
    }

    public async Task DeliverAsync(RecordEmergencyRulingRequest message, string id, CancellationToken cancellation)
    {
        message.RequestId = id;
        await sanctions.RecordEmergencyRulingAsync(message, await tokens.OutgoingAsync(cancellation));
    }
}
