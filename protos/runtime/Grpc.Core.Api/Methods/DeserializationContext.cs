using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a marshaller finds one message. Its bytes are valid only while the marshaller runs.</summary>
public abstract class DeserializationContext
{
    /// <summary>In bytes.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>The message in an array of the caller's own.</summary>
    public virtual byte[] PayloadAsNewBuffer() =>
        throw new NotSupportedException($"{GetType()} does not support this way of reading a message.");

    /// <summary>The message where it lies, without a copy when the context can.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(PayloadAsNewBuffer());
}
