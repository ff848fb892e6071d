using System.Globalization;
using System.Text.Json;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Fhir.Directory;
using Date = OrdreCouncils.Protos.Common.V1.Date;

namespace OrdreCouncils.Registry.Fhir.Resources;

/// <summary>A physician as a Practitioner. The public view equals the national directory's public profile: no gender, birth date, address, nor dates of
/// qualifications. A partner's or council's view adds the status on the register and the qualifications that have ended.</summary>
internal static class PractitionerJson
{
    public static void Write(Utf8JsonWriter json, Person person, Shape shape)
    {
        // The public profile forbids the extension and the period, so a resource that has them does not claim it.
        var profiles = shape.ShowsStatus ? Nomenclature.PractitionerProfiles[..1] : Nomenclature.PractitionerProfiles;
        json.Start("Practitioner", person.Rpps, person.Version, person.LastUpdated, profiles, shape);
        // A merged number has no status of its own: the record that answers for it has.
        if (shape.ShowsStatus && shape.Has("extension") && person.MergedInto is null)
            Status(json, person.Registration);
        if (shape.Has("identifier"))
        {
            json.WriteStartArray("identifier");
            json.Identifier(Nomenclature.Idnps, "8" + person.Rpps, "IDNPS");
            json.Identifier(Nomenclature.Rpps, person.Rpps, "RPPS");
            json.WriteEndArray();
        }

        if (shape.Has("active"))
            json.WriteBoolean("active", person.Active);
        // As the national directory does with deleted persons: only the identifiers are left.
        if (person.Active)
        {
            if (shape.Has("name"))
                Name(json, person);
            if (shape.Has("qualification"))
                Qualifications(json, person, shape.ShowsStatus);
        }

        json.WriteEndObject();
    }

    private static void Name(Utf8JsonWriter json, Person person)
    {
        json.WriteStartArray("name");
        json.WriteStartObject();
        json.WriteString("use", "usual");
        json.WriteString("family", person.FamilyName);
        One(json, "given", person.GivenName);
        One(json, "prefix", person.Civility);
        One(json, "suffix", person.Title);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Qualifications(Utf8JsonWriter json, Person person, bool withEnded)
    {
        json.WriteStartArray("qualification");
        json.WriteStartObject();
        json.WriteStartObject("code");
        json.WriteStartArray("coding");
        json.Coding(Nomenclature.Profession, Nomenclature.PhysicianCode, "Médecin");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        foreach (var held in person.Qualifications.Where(held => withEnded || held.EndedOn is null))
        {
            json.WriteStartObject();
            if (held.Principal)
            {
                json.WriteStartArray("extension");
                json.WriteStartObject();
                json.WriteString("url", Nomenclature.PrincipalSpecialty);
                json.WriteBoolean("valueBoolean", true);
                json.WriteEndObject();
                json.WriteEndArray();
            }

            json.WriteStartObject("code");
            json.WriteStartArray("coding");
            json.Coding(Nomenclature.QualificationSystem(held.Kind), held.Code, held.Label);
            if (held.Kind.Length > 0)
                json.Coding(Nomenclature.QualificationKind, held.Kind);
            json.WriteEndArray();
            json.WriteEndObject();
            if (held.EndedOn is { } end)
            {
                json.WriteStartObject("period");
                json.WriteString("end", Text(end));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Status(Utf8JsonWriter json, Registration registration)
    {
        json.WriteStartArray("extension");
        json.WriteStartObject();
        json.WriteString("url", Nomenclature.OrdinalStatus);
        json.WriteStartArray("extension");
        Part(json, "status", "valueCode", Code(registration.Status));
        Part(json, "on", "valueDate", Text(registration.On));
        json.WriteStartObject();
        json.WriteString("url", "mayPractise");
        json.WriteBoolean("valueBoolean", registration.MayPractise);
        json.WriteEndObject();
        foreach (var restriction in registration.Restrictions)
        {
            json.WriteStartObject();
            json.WriteString("url", "restriction");
            json.WriteStartArray("extension");
            Part(json, "kind", "valueCode", Code(restriction.Kind));
            json.WriteStartObject();
            json.WriteString("url", "period");
            json.WriteStartObject("valuePeriod");
            json.WriteString("start", Text(restriction.EffectiveOn));
            if (restriction.EndsOn is not null)
                json.WriteString("end", Text(restriction.EndsOn));
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Part(Utf8JsonWriter json, string url, string type, string value)
    {
        json.WriteStartObject();
        json.WriteString("url", url);
        json.WriteString(type, value);
        json.WriteEndObject();
    }

    private static void One(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length == 0)
            return;
        json.WriteStartArray(name);
        json.WriteStringValue(value);
        json.WriteEndArray();
    }

    // Enumeration values as FHIR codes: StruckOff becomes struck-off.
    private static string Code<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static string Text(Date date) => Text(new DateOnly(date.Year, date.Month, date.Day));

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
