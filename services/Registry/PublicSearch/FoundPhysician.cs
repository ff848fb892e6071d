using System.Text.Json.Serialization;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;

namespace OrdreCouncils.Registry.PublicSearch;

/// <summary>The public data of a physician in practice: see <see cref="PublicList"/>. Add nothing else here.</summary>
internal sealed record FoundPhysician(
    [property: JsonPropertyName("rpps")] string Rpps,
    [property: JsonPropertyName("family_name")] string FamilyName,
    [property: JsonPropertyName("given_name")] string GivenName,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("qualifications")] IReadOnlyList<FoundQualification> Qualifications,
    [property: JsonPropertyName("practices")] IReadOnlyList<FoundPractice> Practices,
    [property: JsonPropertyName("sounds_alike")] bool SoundsAlike)
{
    public static FoundPhysician Of(Physician physician, MatchKind match) => new(
        physician.Rpps, physician.FamilyName, physician.GivenName, physician.Title,
        [
            .. physician.Qualifications.Where(held => PublicList.Shows(held.Kind)).OrderBy(held => held.Code, StringComparer.Ordinal)
                .Select(held => new FoundQualification(held.Code, held.Label)),
        ],
        [.. physician.Activities.Select(activity => new FoundPractice(activity.Structure, activity.PostalCode, activity.Town)).Distinct()],
        match == MatchKind.SoundsAlike);
}

internal sealed record FoundQualification([property: JsonPropertyName("code")] string Code, [property: JsonPropertyName("label")] string Label);

internal sealed record FoundPractice(
    [property: JsonPropertyName("structure")] string Structure,
    [property: JsonPropertyName("postal_code")] string PostalCode,
    [property: JsonPropertyName("town")] string Town);

/// <param name="More">Others match too: the search must be narrowed, since there are no further pages.</param>
internal sealed record FoundPhysicians(
    [property: JsonPropertyName("physicians")] IReadOnlyList<FoundPhysician> Physicians, [property: JsonPropertyName("more")] bool More);
