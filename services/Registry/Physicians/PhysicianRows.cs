namespace OrdreCouncils.Registry.Physicians;

/// <summary>What <c>physicians</c> says of a person.</summary>
internal record PhysicianRow
{
    public string Rpps { get; init; } = "";
    public string Title { get; init; } = "";
    public string Civility { get; init; } = "";
    public string FamilyName { get; init; } = "";
    public string GivenName { get; init; } = "";
    public string Council { get; init; } = "";
    public string SortKey { get; init; } = "";
    public DateOnly RegisteredSince { get; init; }
    public long Version { get; init; }
}

/// <summary>A current row of <c>qualifications</c>.</summary>
internal sealed record QualificationRow
{
    public string Rpps { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Code { get; init; } = "";
    public string Label { get; init; } = "";
}

/// <summary>A current row of <c>activities</c>.</summary>
internal sealed record ActivityRow
{
    public string Mode { get; init; } = "";
    public string Sector { get; init; } = "";
    public string Structure { get; init; } = "";
    public string Siret { get; init; } = "";
    public string Finess { get; init; } = "";
    public string PostalCode { get; init; } = "";
    public string Town { get; init; } = "";
    public string Department { get; init; } = "";
}

/// <summary>A row of <c>restrictions</c>.</summary>
internal sealed record RestrictionRow
{
    public string Id { get; init; } = "";
    public string Rpps { get; init; } = "";
    public string DecisionId { get; init; } = "";

    /// <summary>Name of a <see cref="Protos.Registry.V1.RestrictionKind"/>.</summary>
    public string Kind { get; init; } = "";
    public DateOnly EffectiveOn { get; init; }
    public DateOnly? EndsOn { get; init; }
}
