using System.Text.Json;
using OrdreCouncils.Registry.Fhir.Directory;

namespace OrdreCouncils.Registry.Fhir.Resources;

internal static class RoleJson
{
    public static void Write(Utf8JsonWriter json, Role role, Shape shape)
    {
        json.Start("PractitionerRole", role.Key.Id, role.Version, role.LastUpdated, Nomenclature.RoleProfiles, shape);
        if (shape.Has("identifier"))
        {
            json.WriteStartArray("identifier");
            json.Identifier(Nomenclature.ActivityId, role.Key.Id);
            NationalIdentifier(json);
            json.WriteEndArray();
        }

        if (shape.Has("active"))
            json.WriteBoolean("active", role.Active);
        if (role.Active)
        {
            if (shape.Has("practitioner"))
            {
                json.WriteStartObject("practitioner");
                json.WriteString("reference", "Practitioner/" + role.Person.Rpps);
                json.WriteStartObject("identifier");
                json.WriteString("system", Nomenclature.Rpps);
                json.WriteString("value", role.Person.Rpps);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            if (role.Organization is { } organization && shape.Has("organization"))
            {
                json.WriteStartObject("organization");
                json.WriteString("reference", "Organization/" + organization.Id);
                json.WriteEndObject();
            }

            if (shape.ShowsStatus && shape.Has("code") && role.Codes.Any())
            {
                json.WriteStartArray("code");
                foreach (var (system, code) in role.Codes)
                    json.Concept(system, code);
                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
    }

    /// <summary>The profile requires the national directory's own number of the activity, which its public file does not have.</summary>
    private static void NationalIdentifier(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("system", Nomenclature.Rpps);
        json.WriteStartObject("_value");
        json.WriteStartArray("extension");
        json.WriteStartObject();
        json.WriteString("url", Nomenclature.DataAbsentReason);
        json.WriteString("valueCode", "unknown");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
