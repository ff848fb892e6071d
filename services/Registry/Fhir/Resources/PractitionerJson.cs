using System.Globalization;
using System.Text.Json;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Fhir.Directory;
using OrdreCouncils.Registry.Register;
using Date = OrdreCouncils.Protos.Common.V1.Date;

namespace OrdreCouncils.Registry.Fhir.Resources;

/// <summary>A physician as a Practitioner. The public view has the shape of the national directory's public profile, and of its elements those that
/// <see cref="PublicList"/> allows. A partner's or council's view adds civility, category, status on the register, dates of qualifications, and the
/// qualifications that have ended.</summary>
internal static class PractitionerJson
{
    public static void Write(Utf8JsonWriter json, Person person, Shape shape)
    {
        // The public profile forbids the extension and the period, so a resource that has them does not claim it, nor its source.
        var profiles = shape.ShowsStatus ? Nomenclature.PractitionerProfiles[..1] : Nomenclature.PractitionerProfiles;
        var source = shape.ShowsStatus ? Nomenclature.Own : Nomenclature.DirectorySource;
        json.Start("Practitioner", person.Rpps, person.Version, person.LastUpdated, profiles, shape, source);
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
                Name(json, person, shape.ShowsStatus);
            if (shape.Has("qualification"))
                Qualifications(json, person, shape.ShowsStatus);
        }

        json.WriteEndObject();
    }

    private static void Name(Utf8JsonWriter json, Person person, bool withCivility)
    {
        json.WriteStartArray("name");
        json.WriteStartObject();
        json.WriteString("use", "usual");
        json.WriteString("text", string.Join(' ', new[] { person.Title, person.GivenName, person.FamilyName }.Where(part => part.Length > 0)));
        json.WriteString("family", person.FamilyName);
        One(json, "given", person.GivenName);
        if (withCivility)
            One(json, "prefix", person.Civility);
        One(json, "suffix", person.Title);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Qualifications(Utf8JsonWriter json, Person person, bool all)
    {
        json.WriteStartArray("qualification");
        json.WriteStartObject();
        json.WriteStartObject("code");
        json.WriteStartArray("coding");
        json.Coding(Nomenclature.Profession, Nomenclature.PhysicianCode, "Médecin");
        if (all && person.Category.Length > 0)
            json.Coding(Nomenclature.Category, person.Category);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        foreach (var held in person.Qualifications.Where(held => all || (held.EndedOn is null && PublicList.Shows(held.Kind))))
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
            if (all && (held.RecognisedOn ?? held.EndedOn) is not null)
                Period(json, held.RecognisedOn, held.EndedOn);

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Period(Utf8JsonWriter json, Date? start, Date? end)
    {
        json.WriteStartObject("period");
        if (start is not null)
            json.WriteString("start", Text(start));
        if (end is not null)
            json.WriteString("end", Text(end));
        json.WriteEndObject();
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
