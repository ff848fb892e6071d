using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Snapshots;

/// <summary>Line of a physician, for the council: what a look-up shows, and more than CSP D.4113-121 lets anybody read.</summary>
internal static class SnapshotLineWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void Write(IBufferWriter<byte> output, SnapshotLine line, Registration registration, DateOnly? holdsUntil)
    {
        var physician = line.Entry.Physician;
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("rpps", physician.Rpps);
        json.WriteString("key", NameKey.Sort(NameKey.Of(physician.FamilyName), NameKey.Of(physician.GivenName)));
        json.WriteString("title", physician.Title);
        json.WriteString("family_name", physician.FamilyName);
        json.WriteString("given_name", physician.GivenName);
        json.WriteString("council", physician.Council);
        Text(json, "category", physician.Category);
        if (line.MergedInto.Length > 0)
            json.WriteString("merged_into", line.MergedInto);
        json.WriteString("status", registration.Status.ToString());
        json.WriteBoolean("may_practise", registration.MayPractise);
        Day(json, "registered_since", registration.RegisteredSince);
        if (holdsUntil is { } last)
            json.WriteString("holds_until", Day(last));
        json.WriteStartArray("restrictions");
        foreach (var restriction in registration.Restrictions)
        {
            json.WriteStartObject();
            json.WriteString("kind", restriction.Kind.ToString());
            Day(json, "from", restriction.EffectiveOn);
            Day(json, "until", restriction.EndsOn);
            if (restriction.Partial)
                json.WriteBoolean("partial", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("qualifications");
        foreach (var held in physician.Qualifications)
        {
            json.WriteStartObject();
            json.WriteString("kind", held.Kind);
            json.WriteString("code", held.Code);
            json.WriteString("label", held.Label);
            Day(json, "recognised_on", held.RecognisedOn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("places");
        foreach (var place in physician.Activities)
        {
            json.WriteStartObject();
            json.WriteString("structure", place.Structure);
            json.WriteString("postal_code", place.PostalCode);
            json.WriteString("town", place.Town);
            json.WriteString("department", place.Department);
            Text(json, "kind", place.Kind);
            Text(json, "function", place.Function);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Fields added after the first release are absent when empty, as they are for their older readers.</summary>
    private static void Text(Utf8JsonWriter json, string name, string value)
    {
        if (value.Length > 0)
            json.WriteString(name, value);
    }

    private static void Day(Utf8JsonWriter json, string name, Date? date)
    {
        if (date is not null)
            json.WriteString(name, Day(date.Day()));
    }

    private static string Day(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);
}
