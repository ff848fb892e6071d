using Google.Protobuf;

namespace OrdreCouncils.ServiceDefaults.Outbox;

/// <summary>The id is the receiver's request id, so that a second delivery changes nothing. Messages of one key keep their order.</summary>
public sealed record OutboxMessage(string Id, string Type, string Key, byte[] Payload);

public interface IOutboxDelivery<TMessage>
    where TMessage : class, IMessage<TMessage>, new()
{
    /// <summary>Returns only once the receiver has acknowledged; throws to be called again. <paramref name="id"/> is the request id to send.</summary>
    Task DeliverAsync(TMessage message, string id, CancellationToken cancellation);
}
