namespace OrdreCouncils.Registry.Register;

/// <summary>What <c>physicians</c> says of a person.</summary>
internal record PhysicianRow
{
    public string Rpps { get; init; } = "";
    public string Title { get; init; } = "";
    public string Civility { get; init; } = "";
    public string FamilyName { get; init; } = "";
    public string GivenName { get; init; } = "";
    public string Council { get; init; } = "";
    public DateOnly RegisteredSince { get; init; }
    public long Version { get; init; }

    /// <summary>Instant of the version.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>A row of <c>qualifications</c>, held or ended.</summary>
internal sealed record QualificationRow
{
    public string Rpps { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Code { get; init; } = "";
    public string Label { get; init; } = "";
    public DateOnly? ValidTo { get; init; }
    public long RecordedIn { get; init; }
    public long? EndedIn { get; init; }

    /// <summary>Whether it was held as of a revision.</summary>
    public bool Holds(AsOf asOf) => asOf.Holds(RecordedIn, EndedIn);
}

/// <summary>A current row of <c>activities</c>.</summary>
internal record ActivityRow
{
    public string Rpps { get; init; } = "";
    public string Mode { get; init; } = "";
    public string Sector { get; init; } = "";
    public string Structure { get; init; } = "";
    public string Siret { get; init; } = "";
    public string Finess { get; init; } = "";
    public string PostalCode { get; init; } = "";
    public string Town { get; init; } = "";
    public string Department { get; init; } = "";
}

/// <summary>The same, or no activity and no number, with the version that the physician was at when it was read.</summary>
internal sealed record LookedActivityRow : ActivityRow
{
    public long Version { get; init; }
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

    /// <summary>Of a radiation: first day on which it holds no more, relief having been granted (CSP L.4124-8).</summary>
    public DateOnly? RelievedOn { get; init; }
}

/// <summary>A row of <c>registration_facts</c>.</summary>
internal sealed record FactRow
{
    public string Id { get; init; } = "";
    public string Rpps { get; init; } = "";

    /// <summary>Name of a <see cref="Protos.Registry.V1.FactKind"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Name of a <see cref="Protos.Registry.V1.FactGround"/>.</summary>
    public string Ground { get; init; } = "";
    public string Council { get; init; } = "";
    public DateOnly EffectiveOn { get; init; }
    public long RecordedIn { get; init; }
    public long? SupersededIn { get; init; }
    public string SupersededBy { get; init; } = "";
    public DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? SupersededAt { get; init; }
}

/// <summary>A row of <c>physicians</c>, and what all have besides.</summary>
internal sealed record PhysicianLook : PhysicianRow
{
    public Practices Practices { get; init; } = Practices.None;

    /// <summary>Whether nothing else was ever recorded about the number: no restriction, suspension, fact or merge.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Whether the version was the same before and after the rest was read: nothing of it can then be of another, transaction or not.</summary>
    public bool IsWhole { get; init; }
}

/// <summary>A version of a suspension.</summary>
internal record SuspensionRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Rpps { get; init; } = "";

    /// <summary>Name of a <see cref="Protos.Registry.V1.SuspensionKind"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The part of practice suspended; empty for the whole.</summary>
    public string Part { get; init; } = "";
    public DateOnly EffectiveOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public DateOnly? LiftedOn { get; init; }
    public string Renews { get; init; } = "";
}
