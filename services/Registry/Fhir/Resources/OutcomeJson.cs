using System.Text.Json;

namespace OrdreCouncils.Registry.Fhir.Resources;

internal static class OutcomeJson
{
    public static void Write(Utf8JsonWriter json, string code, string diagnostics, string location)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "OperationOutcome");
        json.WriteStartArray("issue");
        json.WriteStartObject();
        json.WriteString("severity", "error");
        json.WriteString("code", code);
        json.WriteString("diagnostics", diagnostics);
        if (location.Length > 0)
        {
            json.WriteStartArray("location");
            json.WriteStringValue(location);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
