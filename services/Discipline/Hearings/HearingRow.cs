using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Hearings;

internal sealed record HearingRow
{
    public string Id { get; init; } = "";
    public string CaseId { get; init; } = "";
    public InstanceLevel Level { get; init; }
    public int Number { get; init; }
    public string Chamber { get; init; } = "";
    public DateOnly HearingOn { get; init; }
    public string StartsAt { get; init; } = "";
    public string Place { get; init; } = "";
    public HearingPublicity Publicity { get; init; }
    public bool ClosedInPart { get; init; }
    public DateOnly SetOn { get; init; }
    public HearingOutcome Outcome { get; init; }
    public bool SilenceTold { get; init; }

    // Of the case.
    public bool CaseEnded { get; init; }
    public string Rpps { get; init; } = "";
    public string RespondentName { get; init; } = "";

    // Of its registration.
    public int CaseYear { get; init; }
    public int CaseNumber { get; init; }
    public bool Urgent { get; init; }
}

internal sealed record MemberRow
{
    public string Name { get; init; } = "";
    public FormationRole Role { get; init; }
    public string Council { get; init; } = "";
}

internal sealed record SummonsRow
{
    public CaseParty Party { get; init; }
    public int Number { get; init; }
    public PartyResidence Residence { get; init; }
    public DateOnly SentOn { get; init; }
    public DateOnly? ReachedOn { get; init; }
    public bool SilenceTold { get; init; }
}

internal sealed record HearingPlace(DateOnly Day, string StartsAt, string Id);
