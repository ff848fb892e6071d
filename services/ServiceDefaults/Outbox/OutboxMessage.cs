using Google.Protobuf;

namespace OrdreCouncils.ServiceDefaults.Outbox;

/// <summary>A message owed to another service.</summary>
/// <param name="Id">UUIDv7; the receiver's request id, so that a second delivery changes nothing.</param>
/// <param name="Type">Full protobuf name of the message.</param>
/// <param name="Key">Messages of one key are delivered in order of commit.</param>
/// <param name="Payload">The message, encoded.</param>
public sealed record OutboxMessage(string Id, string Type, string Key, byte[] Payload);

/// <summary>Hands messages of one type to their receiver.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
public interface IOutboxDelivery<TMessage>
    where TMessage : class, IMessage<TMessage>, new()
{
    /// <summary>Delivers; returns only once the receiver has acknowledged. Throws to be called again later.</summary>
    /// <param name="message">The message.</param>
    /// <param name="id">The message's id: send it as the request id.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    Task DeliverAsync(TMessage message, string id, CancellationToken cancellation);
}
