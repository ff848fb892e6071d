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

            if (role.Mode.Length > 0 && shape.Has("code"))
            {
                json.WriteStartArray("code");
                json.Concept(Nomenclature.Mode, role.Mode);
                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
    }
}
