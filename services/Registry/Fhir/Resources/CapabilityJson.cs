using System.Text.Json;
using OrdreCouncils.Registry.Fhir.Search;

namespace OrdreCouncils.Registry.Fhir.Resources;

/// <summary>The CapabilityStatement, written from the table that parses queries.</summary>
internal static class CapabilityJson
{
    private static readonly string[] Interactions = ["read", "vread", "search-type"];

    public static void Write(Utf8JsonWriter json, string address)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "CapabilityStatement");
        json.WriteString("status", "active");
        // Date of the statement, not of the register: change it with the table.
        json.WriteString("date", "2026-11-26");
        json.WriteString("publisher", "Conseil national de l’Ordre des médecins");
        json.WriteString("kind", "instance");
        json.WriteStartObject("implementation");
        json.WriteString("description", "Tableau de l’Ordre des médecins");
        json.WriteString("url", address);
        json.WriteEndObject();
        json.WriteString("fhirVersion", "4.0.1");
        Strings(json, "format", ["application/fhir+json", "json"]);
        json.WriteStartArray("rest");
        json.WriteStartObject();
        json.WriteString("mode", "server");
        json.WriteString("documentation",
            "Search by GET, or by POST to _search. Also: _count (0 to 200, otherwise 50; 0 gives the total only), _total, _elements, _format; Prefer: handling=strict (unless said) or lenient. "
            + "Pages follow the next link and show the register as it was at the first one. Limits: see RateLimit-Policy.");
        json.WriteStartObject("security");
        json.WriteString("description", "A bearer token of the platform's issuer.");
        json.WriteEndObject();
        json.WriteStartArray("resource");
        foreach (var table in SearchTable.All)
            Resource(json, table);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Resource(Utf8JsonWriter json, ResourceTable table)
    {
        json.WriteStartObject();
        json.WriteString("type", table.Type);
        Strings(json, "supportedProfile", table.Profiles);
        json.WriteStartArray("interaction");
        foreach (var interaction in Interactions)
        {
            json.WriteStartObject();
            json.WriteString("code", interaction);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("versioning", "versioned");
        json.WriteBoolean("readHistory", false);
        json.WriteString("conditionalRead", "full-support");
        Strings(json, "searchInclude", table.Includes);
        Strings(json, "searchRevInclude", table.RevIncludes);
        json.WriteStartArray("searchParam");
        foreach (var parameter in table.Parameters)
        {
            json.WriteStartObject();
            json.WriteString("name", parameter.Name);
            json.WriteString("type", parameter.Kind.ToString().ToLowerInvariant());
            json.WriteString("documentation", parameter.Modifiers.Count == 0
                ? parameter.Documentation
                : $"{parameter.Documentation} Modifiers: {string.Join(", ", parameter.Modifiers)}.");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, string[] values)
    {
        if (values.Length == 0)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
