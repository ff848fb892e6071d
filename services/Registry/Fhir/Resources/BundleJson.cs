using System.Text.Json;

namespace OrdreCouncils.Registry.Fhir.Resources;

internal sealed record BundleEntry(string Address, bool IsMatch, Action<Utf8JsonWriter> Write);

internal static class BundleJson
{
    public static void Write(Utf8JsonWriter json, DateTimeOffset at, int? total, string self, string? next, IEnumerable<BundleEntry> entries)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        json.WriteStartObject("meta");
        json.WriteString("lastUpdated", JsonText.Instant(at));
        json.WriteEndObject();
        json.WriteString("type", "searchset");
        if (total is { } count)
            json.WriteNumber("total", count);
        json.WriteStartArray("link");
        Link(json, "self", self);
        if (next is not null)
            Link(json, "next", next);
        json.WriteEndArray();
        var any = false;
        foreach (var entry in entries)
        {
            if (!any)
                json.WriteStartArray("entry");
            any = true;
            json.WriteStartObject();
            json.WriteString("fullUrl", entry.Address);
            json.WritePropertyName("resource");
            entry.Write(json);
            json.WriteStartObject("search");
            json.WriteString("mode", entry.IsMatch ? "match" : "include");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        if (any)
            json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Link(Utf8JsonWriter json, string relation, string url)
    {
        json.WriteStartObject();
        json.WriteString("relation", relation);
        json.WriteString("url", url);
        json.WriteEndObject();
    }
}
