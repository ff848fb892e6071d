using System.Buffers;

namespace Grpc.Core;

/// <summary>Collects one message in memory.</summary>
internal sealed class ArraySerializationContext : SerializationContext
{
    private ArrayBufferWriter<byte>? buffer;
    private byte[]? payload;

    /// <exception cref="InvalidOperationException">The marshaller has not completed the message.</exception>
    public byte[] Payload => payload ?? throw new InvalidOperationException("The marshaller did not complete the message.");

    public override void Complete(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        CompleteOnce(payload);
    }

    public override void SetPayloadLength(int payloadLength) => ArgumentOutOfRangeException.ThrowIfNegative(payloadLength);

    public override IBufferWriter<byte> GetBufferWriter() => buffer ??= new ArrayBufferWriter<byte>();

    public override void Complete() => CompleteOnce(buffer is null ? [] : buffer.WrittenSpan.ToArray());

    private void CompleteOnce(byte[] whole)
    {
        if (payload is not null)
            throw new InvalidOperationException("The marshaller completed the message twice.");
        payload = whole;
    }
}

/// <summary>Offers one message that is already an array.</summary>
internal sealed class ArrayDeserializationContext(byte[] payload) : DeserializationContext
{
    public override int PayloadLength => payload.Length;

    public override byte[] PayloadAsNewBuffer() => payload.AsSpan().ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(payload);
}
