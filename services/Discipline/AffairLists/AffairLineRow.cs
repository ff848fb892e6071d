using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Discipline.AffairLists;

internal sealed record AffairListRow
{
    public string AffairId { get; init; } = "";
    public string Title { get; init; } = "";

    // Null without list.
    public string? Source { get; init; }
    public DateTimeOffset? ImportedAt { get; init; }
}

internal sealed record AffairLineRow
{
    public string Id { get; init; } = "";
    public string AffairId { get; init; } = "";
    public int Number { get; init; }
    public byte[]? SealedPerson { get; init; }
    public AffairLineState State { get; init; }
    public DeliveryProblem Problem { get; init; }

    /// <summary>Names of the contract's doubts, separated by commas.</summary>
    public string Doubts { get; init; } = "";
    public string Rpps { get; init; } = "";
    public string ChosenBy { get; init; } = "";
    public string? CaseId { get; init; }
    public byte[]? SealedReason { get; init; }
    public DateTimeOffset? LookedUpAt { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public int Version { get; init; }

    // Of the case.
    public string? Council { get; init; }
    public CaseStatus CaseStatus { get; init; }

    /// <summary>Identity to which the sealed texts are bound: a text moved to another line does not open.</summary>
    public SealedTo SealedTo => new(Id, AffairId);
}

internal sealed record CandidateRow
{
    public string LineId { get; init; } = "";
    public string Rpps { get; init; } = "";
    public string Name { get; init; } = "";
    public string Council { get; init; } = "";
    public int Score { get; init; }

    /// <summary>Names of the contract's reasons, separated by commas.</summary>
    public string Reasons { get; init; } = "";
}

internal sealed record FollowUpRow
{
    public string Id { get; init; } = "";
    public string AffairId { get; init; } = "";
    public string? LineId { get; init; }

    /// <summary>Of the line's physician; null when it is about the affair, or not known.</summary>
    public string? Rpps { get; init; }
    public NationalOutcome Outcome { get; init; }
    public DateOnly DecidedOn { get; init; }
    public byte[] SealedReasons { get; init; } = [];
    public DateTimeOffset RecordedAt { get; init; }

    public SealedTo SealedTo => new(Id, AffairId, LineId ?? "");
}

internal sealed record CountRow
{
    /// <summary>A state, a problem, or a council.</summary>
    public string Counted { get; init; } = "";

    /// <summary>Of cases only.</summary>
    public CaseStatus Status { get; init; }
    public int Lines { get; init; }
}
