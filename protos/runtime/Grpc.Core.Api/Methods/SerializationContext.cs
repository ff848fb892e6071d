using System.Buffers;

namespace Grpc.Core;

/// <summary>
/// Where a marshaller puts one message: either the whole at once through <see cref="Complete(byte[])"/>, or
/// <see cref="SetPayloadLength"/>, <see cref="GetBufferWriter"/> and <see cref="Complete()"/> in this order.
/// </summary>
public abstract class SerializationContext
{
    /// <summary>Hands over the whole message; the array is the context's from here on.</summary>
    public virtual void Complete(byte[] payload) => throw Unsupported();

    /// <summary>The buffer for the message's bytes.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw Unsupported();

    /// <summary>Announces the message's length in bytes, before anything is written.</summary>
    public virtual void SetPayloadLength(int payloadLength) => throw Unsupported();

    /// <summary>Says that the buffer now holds the whole message.</summary>
    public virtual void Complete() => throw Unsupported();

    private NotSupportedException Unsupported() => new($"{GetType()} does not support this way of writing a message.");
}
