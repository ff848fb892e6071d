using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.Discipline.Proceedings;

internal sealed record DecisionRow
{
    public string Id { get; init; } = "";
    public string CaseId { get; init; } = "";
    public DecisionKind Kind { get; init; } = DecisionKind.FirstInstance;

    /// <summary>Empty at first instance.</summary>
    public string Answers { get; init; } = "";
    public DecisionOutcome Outcome { get; init; }
    public Sanction Sanction { get; init; }
    public int DurationMonths { get; init; }
    public int SuspendedMonths { get; init; }

    /// <summary>Days beyond the months.</summary>
    public int DurationDays { get; init; }
    public int SuspendedDays { get; init; }
    public DateOnly? ExecutesFrom { get; init; }
    public DateOnly? ExecutesUntil { get; init; }
    public bool TrainingOrdered { get; init; }

    /// <summary>Decision whose suspended part this one makes enforceable; empty otherwise.</summary>
    public string Revokes { get; init; } = "";
    public Sanction RevokedSanction { get; init; }
    public int RevokedMonths { get; init; }
    public int RevokedDays { get; init; }
    public bool Urgent { get; init; }
    public bool ByDefault { get; init; }
    public DateOnly DecidedOn { get; init; }

    /// <summary>One day told for all addressees.</summary>
    public DateOnly? NotifiedOn { get; init; }
    public Residence Residence { get; init; }
    public DateOnly? LastDayOfAppeal { get; init; }
    public byte[]? AppealTime { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public DateTimeOffset? EnforcedAt { get; init; }

    public bool IsFirstInstance => Kind == DecisionKind.FirstInstance;
}

internal sealed record NotificationRow
{
    public string DecisionId { get; init; } = "";
    public Addressee Addressee { get; init; }
    public DateOnly SentOn { get; init; }
    public NotificationOutcome Outcome { get; init; }
    public DateOnly? OutcomeOn { get; init; }
    public bool TimeLimitStated { get; init; }
    public Residence Residence { get; init; }
    public DateOnly? LastDay { get; init; }
    public byte[]? Time { get; init; }
}

internal sealed record RectificationRow
{
    public string DecisionId { get; init; } = "";
    public DateOnly NotifiedOn { get; init; }
    public DateOnly? LastDay { get; init; }
    public byte[]? Time { get; init; }
}

internal sealed record RemedyRow
{
    public string Id { get; init; } = "";
    public string DecisionId { get; init; } = "";
    public RemedyKind Kind { get; init; }
    public Appellant Appellant { get; init; }
    public DateOnly LodgedOn { get; init; }
    public DateOnly? ReceivedOn { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
    public CassationOutcome Outcome { get; init; }
    public DateOnly? OutcomeOn { get; init; }
}

internal sealed record StayRow
{
    public string RemedyId { get; init; } = "";
    public DateOnly FromDay { get; init; }
    public DateOnly? EndedOn { get; init; }
}

internal sealed record InsuranceRow
{
    public InsuranceSanctionKind Kind { get; init; }
    public int FirmMonths { get; init; }
    public DateOnly FinalOn { get; init; }
}
