using System.Text.Json;
using System.Text.Json.Serialization;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.Attestations;

/// <summary>Facts of an attestation. Two are equal exactly when their JSON is.</summary>
/// <param name="FamilyName">Name in practice.</param>
/// <param name="GivenName">First names in practice.</param>
/// <param name="Council">Department code; null for a past day.</param>
/// <param name="Specialties">Held today; null for a past day, because the register does not know when a qualification began.</param>
/// <param name="On">Past day of the registration; null for the day of issue.</param>
internal sealed record AttestedFacts(
    [property: JsonPropertyName("rpps")] string Rpps,
    [property: JsonPropertyName("family_name")] string FamilyName,
    [property: JsonPropertyName("given_name")] string GivenName,
    [property: JsonPropertyName("council"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Council,
    [property: JsonPropertyName("specialties"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AttestedSpecialty>? Specialties,
    [property: JsonPropertyName("registered_on"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? On = null)
{
    private const string Specialty = "S";

    /// <summary>Null when the register does not say that the physician is registered without restriction on the day.</summary>
    /// <param name="past">Past day to attest; null for today.</param>
    public static AttestedFacts? Of(RegisterEntry? entry, DateOnly today, DateOnly? past)
    {
        var registration = RegistrationRules.At(entry, past ?? today);
        if (entry is null || !registration.Registered || !registration.MayPractise || registration.Restrictions.Count > 0)
            return null;
        var physician = entry.Physician;
        if (past is not null)
            return new AttestedFacts(physician.Rpps, physician.FamilyName, physician.GivenName, null, null, past);
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
