using System.Collections;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace OrdreCouncils.Tests.Testing.Fuzz;

/// <summary>Random messages of any type, with valid, odd and hostile values; the same seed gives the same messages.</summary>
/// <param name="known">Values that the service knows: numbers, identifiers, codes.</param>
public sealed class RandomMessages(Random random, IReadOnlyList<string> known)
{
    private static readonly string[] Odd =
    [
        "", " ", "\0", "a\0b", "%", "_", "'", "' or 1=1 --", "\"", "\\", "<script>", "\u202e\u0301", "é", "e\u0301", "😀", "ﬃ", "İ", "ß", "null", "-1", "0", "NaN",
        "99999999999", "1e309", "2026-02-30", "../../etc/passwd", "${x}", "|", "\n", "\r\n", "\ufeff", "\uffff",
    ];

    private static readonly long[] Numbers = [0, 1, -1, 2, 12, 13, 31, 50, 200, 201, 1899, 2026, 2200, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue];

    public IMessage Of(MessageDescriptor type, int depth = 0)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            // Callers forget fields as often as they fill them wrongly.
            if (random.Next(5) == 0)
                continue;
            if (field.IsMap)
                continue;
            if (field.IsRepeated)
            {
                var list = (IList)field.Accessor.GetValue(message);
                for (var i = random.Next(4); i > 0; i--)
                    list.Add(Value(field, depth));
            }
            else if (Value(field, depth) is { } value)
            {
                field.Accessor.SetValue(message, value);
            }
        }

        return message;
    }

    /// <summary>The bytes of a message; one message in four is damaged: bits flipped, cut off, or doubled.</summary>
    public byte[] Bytes(IMessage message)
    {
        var bytes = message.ToByteArray();
        if (bytes.Length == 0 || random.Next(4) > 0)
            return bytes;
        switch (random.Next(3))
        {
            case 0:
                for (var i = random.Next(1, 4); i > 0; i--)
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                return bytes[..random.Next(bytes.Length)];
            default:
                return [.. bytes, .. bytes];
        }
    }

    private object? Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.String => Text(),
        FieldType.Bytes => ByteString.CopyFrom(Encoding.UTF8.GetBytes(Text())),
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (int)Number(),
        FieldType.UInt32 or FieldType.Fixed32 => (uint)Number(),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Number(),
        FieldType.UInt64 or FieldType.Fixed64 => (ulong)Number(),
        FieldType.Double => (double)Number(),
        FieldType.Float => (float)Number(),
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, random.Next(-1, 12)),
        FieldType.Message when depth < 4 => Of(field.MessageType, depth + 1),
        _ => null,
    };

    private string Text() => random.Next(10) switch
    {
        < 4 when known.Count > 0 => known[random.Next(known.Count)],
        < 6 => Guid.CreateVersion7().ToString(),
        < 9 => Odd[random.Next(Odd.Length)],
        _ => string.Concat(Enumerable.Repeat(Odd[random.Next(Odd.Length)], random.Next(3000))),
    };

    private long Number() => random.Next(3) == 0 ? random.NextInt64() : Numbers[random.Next(Numbers.Length)];
}
