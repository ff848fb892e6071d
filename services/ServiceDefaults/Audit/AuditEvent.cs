using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrdreCouncils.ServiceDefaults.Audit;

/// <summary>One thing that changed: what kind, which record, its values before and after.</summary>
/// <param name="Kind">As listed in docs/events.md, e.g. <c>discipline.referral.signed</c>.</param>
/// <param name="Subject">The record, e.g. <c>physicians/10123456781</c>.</param>
/// <param name="Body">JSON <c>{"v":1,"before":…,"after":…}</c>.</param>
public sealed record AuditEvent(string Kind, string Subject, string Body)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <param name="kind">See <see cref="Kind"/>.</param>
    /// <param name="subject">See <see cref="Subject"/>.</param>
    /// <param name="before">The values that changed, as they were; null when the record is new. Never secret or medical values: name the field, not its content.</param>
    /// <param name="after">The values that changed, as they are; null when the record ends.</param>
    public static AuditEvent Of(string kind, string subject, object? before, object? after) =>
        new(kind, subject, JsonSerializer.Serialize(new { v = 1, before, after }, Json));
}
