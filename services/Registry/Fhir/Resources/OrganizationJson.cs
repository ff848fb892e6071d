using System.Text.Json;
using OrdreCouncils.Registry.Fhir.Directory;

namespace OrdreCouncils.Registry.Fhir.Resources;

internal static class OrganizationJson
{
    public static void Write(Utf8JsonWriter json, Structure structure, Shape shape)
    {
        json.Start("Organization", structure.Key.Id, FormattableString.Invariant($"{structure.Revision}"), structure.LastUpdated, Nomenclature.OrganizationProfiles, shape);
        if (shape.Has("identifier"))
        {
            json.WriteStartArray("identifier");
            foreach (var (system, value, type) in structure.Identifiers)
                json.Identifier(system, value, type);
            json.WriteEndArray();
        }

        if (shape.Has("active"))
            json.WriteBoolean("active", structure.Active);
        if (structure.Active)
        {
            if (shape.Has("type"))
            {
                json.WriteStartArray("type");
                Type(json, "organizationType", Nomenclature.EntityType, Nomenclature.EntityOf(structure.Sector, structure.Key.Kind != OrganizationKind.Structure));
                if (structure.Sector.Length > 0)
                    Type(json, "secteurActiviteRASS", Nomenclature.Sector, structure.Sector);
                json.WriteEndArray();
            }

            if (structure.Name.Length > 0 && shape.Has("name"))
                json.WriteString("name", structure.Name);
            if (structure.PostalCode.Length + structure.Town.Length + structure.Department.Length > 0 && shape.Has("address"))
                Address(json, structure);
        }

        json.WriteEndObject();
    }

    private static void Type(Utf8JsonWriter json, string slice, string system, string code)
    {
        json.WriteStartObject();
        json.WriteStartArray("extension");
        json.WriteStartObject();
        json.WriteString("url", Nomenclature.OrganizationTypes);
        json.WriteString("valueCode", slice);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("coding");
        json.Coding(system, code);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Address(Utf8JsonWriter json, Structure structure)
    {
        json.WriteStartArray("address");
        json.WriteStartObject();
        foreach (var (name, value) in new[] { ("city", structure.Town), ("district", structure.Department), ("postalCode", structure.PostalCode) })
        {
            if (value.Length > 0)
                json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }
}
