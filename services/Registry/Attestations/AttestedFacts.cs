using System.Text.Json;
using System.Text.Json.Serialization;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Attestations;

/// <summary>Facts of an attestation. Two are equal exactly when their JSON is.</summary>
/// <param name="FamilyName">Name in practice.</param>
/// <param name="GivenName">First names in practice.</param>
/// <param name="Council">Department code.</param>
internal sealed record AttestedFacts(
    [property: JsonPropertyName("rpps")] string Rpps,
    [property: JsonPropertyName("family_name")] string FamilyName,
    [property: JsonPropertyName("given_name")] string GivenName,
    [property: JsonPropertyName("council")] string Council,
    [property: JsonPropertyName("specialties")] IReadOnlyList<AttestedSpecialty> Specialties)
{
    private const string Specialty = "S";

    /// <summary>Facts that can be attested on a day; null when the physician is not registered, or registered with a restriction.</summary>
    public static AttestedFacts? Of(RegisterEntry? entry, DateOnly today)
    {
        var registration = RegistrationRules.At(entry, today);
        if (entry is null || !registration.Registered || !registration.MayPractise || registration.Restrictions.Count > 0)
            return null;
        var physician = entry.Physician;
        return new AttestedFacts(
            physician.Rpps, physician.FamilyName, physician.GivenName, physician.Council,
            [
                .. physician.Qualifications.Where(held => held.Kind == Specialty).OrderBy(held => held.Code, StringComparer.Ordinal)
                    .Select(held => new AttestedSpecialty(held.Code, held.Label)),
            ]);
    }

    public static AttestedFacts Read(string json) => JsonSerializer.Deserialize<AttestedFacts>(json)!;

    public string Json() => JsonSerializer.Serialize(this);
}

internal sealed record AttestedSpecialty([property: JsonPropertyName("code")] string Code, [property: JsonPropertyName("label")] string Label);
