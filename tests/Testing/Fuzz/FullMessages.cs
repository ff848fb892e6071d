using System.Collections;
using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace OrdreCouncils.Tests.Testing.Fuzz;

/// <summary>Messages with every field filled with a value that the service may accept, so that one spoiled field decides the answer.</summary>
/// <param name="values">Values by field name, for fields that need one that the service knows.</param>
/// <param name="echo">See <see cref="TextStorm"/>.</param>
/// <param name="day">A day that the service's clock has passed.</param>
internal sealed class FullMessages(IReadOnlyDictionary<string, string> values, DateOnly day, string echo)
{
    private const int MostIds = 200;
    private readonly ConcurrentQueue<string> ids = new();

    public string Echo => echo;

    /// <summary>Keeps the ids of an answer: later messages name these records.</summary>
    public void Learn(IMessage answer)
    {
        foreach (var (_, text) in Texts(answer).Where(found => Guid.TryParseExact(found.Text, "D", out _)))
        {
            ids.Enqueue(text);
            if (ids.Count > MostIds)
                ids.TryDequeue(out _);
        }
    }

    /// <param name="spoiled">The field that gets <paramref name="text"/>; null for none.</param>
    public IMessage Of(MessageDescriptor type, Random random, FieldDescriptor? spoiled, string text, int depth = 0)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        // The spoiled field comes last in its oneof, so that it is the one that is set.
        foreach (var field in type.Fields.InFieldNumberOrder().OrderBy(field => Holds(field, spoiled, 0)))
        {
            if (field.IsMap)
                continue;
            if (field.RealContainingOneof is { } choice && choice.Fields.Any(other => Holds(other, spoiled, 0)) && !Holds(field, spoiled, 0))
                continue;
            if (Value(field, random, spoiled, text, depth) is not { } value)
                continue;
            if (field.IsRepeated)
                ((IList)field.Accessor.GetValue(message)).Add(value);
            else
                field.Accessor.SetValue(message, value);
        }

        return message;
    }

    /// <summary>Text fields of a message type, also of the messages in it.</summary>
    public static IEnumerable<FieldDescriptor> TextFields(MessageDescriptor type, int depth = 0) =>
        type.Fields.InFieldNumberOrder().SelectMany(field => field.FieldType switch
        {
            FieldType.String => (IEnumerable<FieldDescriptor>)[field],
            FieldType.Message when depth < 4 && !field.IsMap => TextFields(field.MessageType, depth + 1),
            _ => [],
        }).Distinct();

    /// <summary>Texts in a message with the fields that hold them.</summary>
    public static IEnumerable<(FieldDescriptor Field, string Text)> Texts(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder().Where(field => !field.IsMap))
        {
            var value = field.Accessor.GetValue(message);
            foreach (var one in field.IsRepeated ? ((IList)value).Cast<object>() : [value])
            {
                if (one is string text)
                    yield return (field, text);
                foreach (var inner in one is IMessage held ? Texts(held) : [])
                    yield return inner;
            }
        }
    }

    private static bool Holds(FieldDescriptor field, FieldDescriptor? spoiled, int depth) =>
        field == spoiled
        || (field.FieldType == FieldType.Message && depth < 4
            && field.MessageType.Fields.InFieldNumberOrder().Any(inner => Holds(inner, spoiled, depth + 1)));

    private object? Value(FieldDescriptor field, Random random, FieldDescriptor? spoiled, string text, int depth) => field.FieldType switch
    {
        FieldType.String => field == spoiled ? text : Text(field.Name, random),
        FieldType.Bytes => ByteString.CopyFromUtf8("x"),
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Int32 => Number(field.Name, random),
        FieldType.Int64 => (long)random.Next(1, 100_000),
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, random.Next(1, field.EnumType.Values.Count)),
        FieldType.Message when depth < 4 => Of(field.MessageType, random, spoiled, text, depth + 1),
        _ => null,
    };

    private string Text(string name, Random random)
    {
        if (values.TryGetValue(name, out var known))
            return known;
        var learned = ids.ToArray();
        return name switch
        {
            "request_id" => Guid.CreateVersion7().ToString(),
            "page_token" or "since_token" => "",
            "etag" => random.Next(1, 3).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "currency_code" => "EUR",
            _ when name == "id" || name.EndsWith("_id", StringComparison.Ordinal) =>
                learned.Length == 0 ? Guid.CreateVersion7().ToString() : learned[random.Next(learned.Length)],
            _ => $"Texte {random.Next()}",
        };
    }

    private int Number(string name, Random random) => name switch
    {
        "year" => day.Year,
        "month" => day.Month,
        "day" => day.Day,
        "page_size" => 10,
        "nanos" or "duration_years" or "duration_days" or "suspended_years" or "suspended_months" or "suspended_days" => 0,
        _ => random.Next(1, 12),
    };
}
