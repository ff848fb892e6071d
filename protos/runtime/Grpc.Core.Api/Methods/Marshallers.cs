using System.Text;

namespace Grpc.Core;

/// <summary>Makes marshallers; generated code calls <see cref="Create{T}(Action{T, SerializationContext}, Func{DeserializationContext, T})"/>.</summary>
public static class Marshallers
{
    /// <summary>Text in UTF-8.</summary>
    public static Marshaller<string> StringMarshaller { get; } = Create<string>(Encoding.UTF8.GetBytes, Encoding.UTF8.GetString);

    public static Marshaller<T> Create<T>(Func<T, byte[]> serializer, Func<byte[], T> deserializer) => new(serializer, deserializer);

    public static Marshaller<T> Create<T>(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer) =>
        new(serializer, deserializer);
}
