namespace OrdreCouncils.Registry.Register;

internal record PhysicianRow
{
    public string Rpps { get; init; } = "";
    public string Title { get; init; } = "";
    public string Civility { get; init; } = "";
    public string FamilyName { get; init; } = "";
    public string GivenName { get; init; } = "";
    public string Council { get; init; } = "";

    /// <summary>Professional category, code of TRE_R09; empty when not known.</summary>
    public string Category { get; init; } = "";
    public DateOnly RegisteredSince { get; init; }
    public long Version { get; init; }

    public DateTimeOffset ChangedAt { get; init; }
}

internal sealed record QualificationRow
{
    public string Rpps { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Code { get; init; } = "";
    public string Label { get; init; } = "";
    public DateOnly? ValidTo { get; init; }
    public long RecordedIn { get; init; }
    public long? EndedIn { get; init; }

    /// <summary>Day of recognition, as a file or a council gave it; null when neither did.</summary>
    public DateOnly? RecognisedOn { get; init; }

    /// <summary>The revision that recorded <see cref="RecognisedOn"/>; null when it is <see cref="RecordedIn"/>.</summary>
    public long? RecognisedIn { get; init; }

    /// <summary>Last day of an ended qualification, when a source gave it.</summary>
    public DateOnly? AbandonedOn { get; init; }

    public DateOnly? RecognisedAsOf(AsOf asOf) => asOf.IsRecorded(RecognisedIn ?? RecordedIn) ? RecognisedOn : null;

    public bool Holds(AsOf asOf) => asOf.Holds(RecordedIn, EndedIn);
}

internal sealed record ActivityRow
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
    public byte[] ActivityKey { get; init; } = [];

    /// <summary>Kind, code of TRE_R22, and function, code of TRE_R21; empty when not known.</summary>
    public string Kind { get; init; } = "";
    public string Function { get; init; } = "";

    /// <summary>The revision that recorded kind and function; null when it is that of the activity.</summary>
    public long? DetailedIn { get; init; }
}

internal sealed record RestrictionRow
{
    public string Id { get; init; } = "";
    public string Rpps { get; init; } = "";
    public string DecisionId { get; init; } = "";

    /// <summary>Name of a <see cref="Protos.Registry.V1.RestrictionKind"/>.</summary>
    public string Kind { get; init; } = "";
    public DateOnly EffectiveOn { get; init; }
    public DateOnly? EndsOn { get; init; }

    /// <summary>Of a radiation: first day after it, when relief was granted (CSP L.4124-8).</summary>
    public DateOnly? RelievedOn { get; init; }
}

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

internal sealed record PhysicianLook : PhysicianRow
{
    public Practices Practices { get; init; } = Practices.None;

    /// <summary>No restriction, suspension, fact or merge was ever recorded about the number.</summary>
    public bool IsPlain { get; init; }
}

internal record SuspensionRow
{
    public string Id { get; init; } = "";
    public long Version { get; init; }
    public string Rpps { get; init; } = "";

    /// <summary>Name of a <see cref="Protos.Registry.V1.SuspensionKind"/>; as stored, <see cref="SuspensionTerms.Lasting"/> unless it is an
    /// emergency.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The suspended part of practice, as stored <see cref="SuspensionTerms.InPart"/>; empty for the whole practice.</summary>
    public string Part { get; init; } = "";
    public DateOnly EffectiveOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public DateOnly? LiftedOn { get; init; }
    public string Renews { get; init; } = "";

    /// <summary>Receipt of the request by the competent body of the Order. Stored sealed, like the ground and the proofs of the lift.</summary>
    public DateOnly? RequestedOn { get; init; }
    public DateOnly? DecidedOn { get; init; }

    /// <summary>Name of a <see cref="Protos.Registry.V1.LiftGround"/>; empty until it is lifted.</summary>
    public string LiftGround { get; init; } = "";
    public DateOnly? ExpertiseAskedOn { get; init; }
    public DateOnly? ExpertiseOn { get; init; }
    public DateOnly? TrainingProvenOn { get; init; }
}
