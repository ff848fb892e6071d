using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrdreCouncils.ServiceDefaults.Audit;

/// <summary>A change of one record, e.g. of <c>physicians/10123456781</c>. The kinds are listed in docs/events.md.</summary>
public sealed record AuditEvent(string Kind, string Subject, string Body)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>An event with the values that changed. For a secret or medical value give the field's name, never its content.</summary>
    public static AuditEvent Of(string kind, string subject, object? before, object? after) =>
        new(kind, subject, JsonSerializer.Serialize(new { v = 1, before, after }, Json));
}
