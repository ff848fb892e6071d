using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.MutualAid.AidRequests;

/// <summary>An aid request with its last proposal and its decision, if any.</summary>
internal sealed record AidRequestRow
{
    public string Id { get; init; } = "";
    public string Rpps { get; init; } = "";
    public byte[]? SealedNature { get; init; }

    /// <summary>Null until <see cref="SealedNature"/> is opened.</summary>
    public AidNature? Nature { get; init; }
    public long AskedCents { get; init; }

    /// <summary>Empty when the physician filed the request.</summary>
    public string Council { get; init; } = "";
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>Token subject.</summary>
    public string SubmittedBy { get; init; } = "";
    public long Version { get; init; }

    /// <summary>Derived from the facts below.</summary>
    public string State { get; init; } = "";

    public string? InstructionId { get; init; }
    public int Instructions { get; init; }
    public string? EnvelopeId { get; init; }
    public long ProposedCents { get; init; }
    public byte[]? SealedOpinion { get; init; }
    public DateTimeOffset? InstructedAt { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public byte[]? SealedReason { get; init; }

    /// <summary>Facts that the encryption of the request's texts is bound to. With another person, relation or filer in the row, the texts do not open.</summary>
    public SealedTo SealedTo => SealedAs(Id);

    /// <summary>As <see cref="SealedTo"/>, for a text of the last proposal.</summary>
    public SealedTo ProposalSealedTo => SealedAs(InstructionId!);

    /// <summary>As <see cref="SealedTo"/>, for the nature, which contains the relation.</summary>
    public SealedTo NatureSealedTo => new(Id, Rpps, SubmittedBy);

    public SealedTo SealedAs(string id) => new(id, Rpps, Codes.Of(Nature!.Relation), SubmittedBy);
}

/// <summary>A request of an earlier release, whose nature is still readable.</summary>
internal sealed record UnsealedRow
{
    public string Id { get; init; } = "";
    public string Rpps { get; init; } = "";
    public string SubmittedBy { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Relation { get; init; } = "";
}

/// <summary>The caller's scope, as parameters of the condition in <see cref="AidRequestStore"/>.</summary>
internal sealed record AidReach(bool Everything, string Council, string Person)
{
    public static readonly AidReach All = new(true, "", "");

    public static AidReach Of(RowScope scope) => new(scope.All, scope.Council, scope.Person);

    /// <summary>Whether a row that SQL selected is in scope: a physician sees requests for that physician only, not for the family.</summary>
    public bool Covers(AidRequestRow row) =>
        Everything || (Council.Length > 0 && row.Council == Council)
        || (Person.Length > 0 && row.Rpps == Person && row.Nature!.Relation == BeneficiaryRelation.Self);
}
