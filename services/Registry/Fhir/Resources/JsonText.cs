using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrdreCouncils.Registry.Fhir.Resources;

internal static class JsonText
{
    // Accents stay unescaped: the content type is application/fhir+json, and no page embeds the answer.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
            write(json);
        return buffer.WrittenMemory;
    }

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture);

    /// <summary>Begins a resource with its id, meta and language.</summary>
    public static void Start(this Utf8JsonWriter json, string type, string id, string version, DateTimeOffset lastUpdated, string[] profiles, Shape shape,
        string source = Nomenclature.DirectorySource)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", type);
        json.WriteString("id", id);
        json.WriteStartObject("meta");
        json.WriteString("versionId", Shape.VersionId(version));
        json.WriteString("lastUpdated", Instant(lastUpdated));
        json.WriteString("source", source);
        json.WriteStartArray("profile");
        foreach (var profile in profiles)
            json.WriteStringValue(profile);
        json.WriteEndArray();
        if (shape.Elements is not null)
        {
            json.WriteStartArray("tag");
            json.Coding("http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "SUBSETTED");
            json.WriteEndArray();
        }

        json.WriteEndObject();
        if (shape.Has("language"))
            json.WriteString("language", "fr");
    }

    public static void Coding(this Utf8JsonWriter json, string system, string code, string display = "")
    {
        json.WriteStartObject();
        json.WriteString("system", system);
        json.WriteString("code", code);
        if (display.Length > 0)
            json.WriteString("display", display);
        json.WriteEndObject();
    }

    /// <summary>A CodeableConcept of one coding, inside an array.</summary>
    public static void Concept(this Utf8JsonWriter json, string system, string code, string display = "")
    {
        json.WriteStartObject();
        json.WriteStartArray("coding");
        json.Coding(system, code, display);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Identifier(this Utf8JsonWriter json, string system, string value, string type = "")
    {
        json.WriteStartObject();
        json.WriteString("use", "official");
        if (type.Length > 0)
        {
            json.WriteStartObject("type");
            json.WriteStartArray("coding");
            json.Coding(Nomenclature.IdentifierType, type);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteString("system", system);
        json.WriteString("value", value);
        json.WriteEndObject();
    }
}

/// <param name="ShowsStatus">For a partner or council: includes facts beyond the public directory.</param>
/// <param name="Elements">Elements asked for; null for all.</param>
internal sealed record Shape(bool ShowsStatus, IReadOnlySet<string>? Elements = null)
{
    /// <summary>Raise it with every change of what resources show of the same facts, so that no client takes a copy of the former shape for current.</summary>
    private const string Form = "s2";

    /// <summary>Since when this form is written. For clients that compare dates, no resource is older.</summary>
    public static readonly DateTimeOffset Since = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);

    /// <param name="version">Version of the facts.</param>
    public static string VersionId(string version) => $"{version}.{Form}";

    public bool Has(string element) => Elements is null || Elements.Contains(element);
}
