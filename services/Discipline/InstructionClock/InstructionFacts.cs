using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.InstructionClock;

/// <summary>Facts from which the next deadline of an instruction is computed. Empty for a case that the chamber has not registered.</summary>
internal sealed record InstructionFacts
{
    /// <summary>Chamber that instructs; empty before the registration.</summary>
    public string Chamber { get; init; } = "";
    public bool Urgent { get; init; }

    /// <summary>Requests for a memorandum that no memorandum answers.</summary>
    public IReadOnlyList<OpenRequest> Requests { get; init; } = [];

    /// <summary>Day from which an order that was not reopened closes the instruction.</summary>
    public DateOnly? ClosesOn { get; init; }

    /// <summary>Day of the hearing to come.</summary>
    public DateOnly? HearingOn { get; init; }

    /// <summary>Parties whose summons to that hearing is recorded.</summary>
    public IReadOnlyList<CaseParty> Summoned { get; init; } = [];

    /// <summary>The author of the complaint withdrew, and an order acknowledged it: no longer a party. A council that withdraws stays one, having
    /// transmitted.</summary>
    public bool AuthorLeft { get; init; }

    /// <summary>A hearing was held and none is to come: the chamber deliberates.</summary>
    public bool Heard { get; init; }
}

internal sealed record OpenRequest
{
    public MemorandumKind Kind { get; init; }
    public DateOnly AskedOn { get; init; }
    public DateOnly? ReceivedOn { get; init; }
    public DateOnly? GivenUntil { get; init; }
}
