using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.Discipline.Cases;

/// <summary>A row of case_overview.</summary>
internal sealed record CaseRow
{
    public string Id { get; init; } = "";
    public string AffairId { get; init; } = "";
    public string Rpps { get; init; } = "";
    public string Council { get; init; } = "";
    public string RespondentName { get; init; } = "";
    public RespondentKind RespondentKind { get; init; } = RespondentKind.Registered;
    public string ConciliatingCouncil { get; init; } = "";

    /// <summary>Council of the respondent's register when the chamber was seised.</summary>
    public string RegisterCouncil { get; init; } = "";
    public long Version { get; init; }
    public DateOnly? NextDueOn { get; init; }
    public byte[]? NextDeadline { get; init; }
    public string ClockKey { get; init; } = "";
    public string Title { get; init; } = "";
    public string Facts { get; init; } = "";
    public DateOnly FactsOn { get; init; }
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>Empty for a case that the national council opened.</summary>
    public string ComplaintId { get; init; } = "";
    public int ComplaintYear { get; init; }
    public int ComplaintNumber { get; init; }
    public DateOnly? RegisteredOn { get; init; }
    public SeisinRegime Regime { get; init; } = SeisinRegime.Ordinary;
    public AuthorKind AuthorKind { get; init; }
    public byte[]? SealedFacts { get; init; }
    public DateOnly? WithdrawnOn { get; init; }
    public bool? CouncilContinues { get; init; }
    public DateOnly? OtherCouncilAskedOn { get; init; }
    public DateOnly? SummonedOn { get; init; }

    /// <summary>Day of the conciliation meeting.</summary>
    public DateOnly? HeldOn { get; init; }
    public ConciliationOutcome Conciliation { get; init; }
    public DateOnly? DeliberatedOn { get; init; }
    public DeliberationOutcome Deliberation { get; init; }
    public DateOnly? SubstitutionAskedOn { get; init; }
    public CaseStatus Status { get; init; }
    public string Chamber { get; init; } = "";
    public DateOnly? FiledOn { get; init; }

    /// <summary>Receipt of the complete file by the chamber.</summary>
    public DateOnly? CompleteOn { get; init; }
    public DateOnly? DecisionDueOn { get; init; }
    public byte[]? DecisionTime { get; init; }
    public string DecisionId { get; init; } = "";
    public DateOnly? LastDayOfAppeal { get; init; }
    public byte[]? AppealTime { get; init; }

    /// <summary>Day from which a decided case waits for its next step.</summary>
    public DateOnly? WaitsSince { get; init; }

    /// <summary>The first of the appeals, answered or not.</summary>
    public DateOnly? AppealLodgedOn { get; init; }
    public DateOnly? DiedOn { get; init; }

    public bool IsComplaint => ComplaintId.Length > 0;

    public string ComplaintNumberText => IsComplaint ? ComplaintNumbers.Of(Council, ComplaintYear, ComplaintNumber) : "";

    /// <summary>Identity to which the sealed texts of its complaint are bound.</summary>
    public SealedTo ComplaintSealedTo => new(ComplaintId, Council);
}
