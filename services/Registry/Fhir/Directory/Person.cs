using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>A physician as of a walk.</summary>
internal sealed record Person
{
    public required string Rpps { get; init; }
    public required string Title { get; init; }
    public required string Civility { get; init; }
    public required string Category { get; init; }
    public required string FamilyName { get; init; }
    public required string GivenName { get; init; }
    public required string Version { get; init; }
    public required DateTimeOffset LastUpdated { get; init; }
    public required Registration Registration { get; init; }

    /// <summary>The number that answers for this one; null when it is not merged.</summary>
    public required string? MergedInto { get; init; }

    /// <summary>True once the person may have been inactive: from then on resources that depend on the person change with them.</summary>
    public required bool EverOff { get; init; }
    public IReadOnlyList<EntryQualification> Qualifications { get; init; } = [];

    /// <summary>On the register under this number, or for the public view in the public list: the value of <c>Practitioner.active</c>.</summary>
    public required bool Active { get; init; }
}

internal sealed record Role
{
    public required Person Person { get; init; }
    public required RoleKey Key { get; init; }
    public required string Mode { get; init; }
    public required string Kind { get; init; }
    public required string Function { get; init; }

    /// <summary>System and code of each value of <c>PractitionerRole.code</c>, in the order of the national profile.</summary>
    public IEnumerable<(string System, string Code)> Codes => new[]
    {
        (Nomenclature.ActivityKind, Kind), (Nomenclature.Mode, Mode), (Nomenclature.Function, Function),
    }.Where(coding => coding.Item2.Length > 0);
    public required OrganizationKey? Organization { get; init; }
    public required bool Active { get; init; }
    public required string Version { get; init; }
    public required DateTimeOffset LastUpdated { get; init; }
}

internal sealed record Structure
{
    public required OrganizationKey Key { get; init; }
    public required string Name { get; init; }
    public required string Finess { get; init; }
    public required string Siret { get; init; }
    public required string Sector { get; init; }
    public required string PostalCode { get; init; }
    public required string Town { get; init; }
    public required string Department { get; init; }
    public required bool Active { get; init; }

    /// <summary>System, value and type of each identifier. A SIRET is the SIREN of the legal unit and a number of the site.</summary>
    public IEnumerable<(string System, string Value, string Type)> Identifiers
    {
        get
        {
            if (Finess.Length + Siret.Length > 0)
                yield return (Nomenclature.Structure, Finess.Length > 0 ? Nomenclature.StructureByFiness + Finess : Nomenclature.StructureBySiret + Siret, "IDNST");
            if (Finess.Length > 0)
                yield return (Nomenclature.Finess, Finess, "FINEG");
            if (Siret.Length == Digits.SiretLength)
                yield return (Nomenclature.Sirene, Siret[..Digits.SirenLength], "SIREN");
            if (Siret.Length > 0)
                yield return (Nomenclature.Sirene, Siret, "SIRET");
            if (Key.Kind == OrganizationKind.Structure)
                yield return (Nomenclature.StructureId, Key.Value, "");
        }
    }

    public required long Revision { get; init; }
    public required DateTimeOffset LastUpdated { get; init; }
}
