using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Fhir.Directory;

/// <summary>A physician as of a walk.</summary>
internal sealed record Person
{
    public required string Rpps { get; init; }
    public required string Title { get; init; }
    public required string Civility { get; init; }
    public required string FamilyName { get; init; }
    public required string GivenName { get; init; }
    public required string Version { get; init; }
    public required DateTimeOffset LastUpdated { get; init; }
    public required Registration Registration { get; init; }

    /// <summary>The number that answers for this one; null when it is not merged.</summary>
    public required string? MergedInto { get; init; }

    /// <summary>True once the person was off the register or merged: from then on resources that depend on the person change with them.</summary>
    public required bool EverOff { get; init; }
    public IReadOnlyList<EntryQualification> Qualifications { get; init; } = [];

    /// <summary>On the register under this number: the value of <c>Practitioner.active</c>.</summary>
    public bool Active => Registration.Registered && MergedInto is null;
}

internal sealed record Role
{
    public required Person Person { get; init; }
    public required RoleKey Key { get; init; }
    public required string Mode { get; init; }
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
    public required long Revision { get; init; }
    public required DateTimeOffset LastUpdated { get; init; }
}
