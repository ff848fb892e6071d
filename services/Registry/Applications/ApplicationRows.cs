using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Applications;

internal sealed record ApplicationRow
{
    public string Id { get; init; } = "";
    public string Rpps { get; init; } = "";
    public string Council { get; init; } = "";

    /// <summary>Name of a <see cref="FactGround"/>.</summary>
    public string Ground { get; init; } = "";
    public string Title { get; init; } = "";
    public string Civility { get; init; } = "";
    public string FamilyName { get; init; } = "";
    public string GivenName { get; init; } = "";
    public DateOnly ReceivedOn { get; init; }

    public DateOnly? BornOn { get; init; }
    public DateOnly? CompleteOn { get; init; }
    public DateOnly? DueOn { get; init; }
    public string Rapporteur { get; init; } = "";
    public DateOnly? RapporteurOn { get; init; }
    public DateOnly? ExpertiseOn { get; init; }

    /// <summary>Only of applications before 27 November 2026: nothing writes the question to an authority any more.</summary>
    public string Authority { get; init; } = "";
    public DateOnly? AskedOn { get; init; }
    public DateOnly? AnsweredOn { get; init; }
    public DateOnly? AcknowledgedOn { get; init; }

    /// <summary>Names of <see cref="ApplicationDocument"/> with commas between.</summary>
    public string AskedDocuments { get; init; } = "";
    public string AskedFurther { get; init; } = "";
    public string Nationality { get; init; } = "";
    public DateOnly? EnquiryOn { get; init; }
    public DateOnly? EnquiryToldOn { get; init; }

    /// <summary>Day of the letter that summons the applicant before the council.</summary>
    public DateOnly? SummonedOn { get; init; }
    public DateOnly? MeetingOn { get; init; }

    /// <summary>Expected day of the diploma; null when the applicant had it.</summary>
    public DateOnly? DiplomaOn { get; init; }
    public string Outcome { get; init; } = "";
    public DateOnly? DecidedOn { get; init; }
    public string SignedBy { get; init; } = "";

    public DateOnly? WithdrawnOn { get; init; }

    /// <summary>Name of a <see cref="Protos.Registry.V1.WithdrawalGround"/>; empty until then.</summary>
    public string WithdrawalGround { get; init; } = "";

    public DateOnly? WithdrawalNotifiedOn { get; init; }

    /// <summary>Null when the departmental council was notified on the same day as the applicant.</summary>
    public DateOnly? WithdrawalCouncilNotifiedOn { get; init; }
    public ApplicationState State { get; init; }
    public long Version { get; init; }

    public bool IsOpen => Outcome.Length == 0;
}

internal sealed record DocumentRow
{
    public string Document { get; init; } = "";
    public DateOnly ReceivedOn { get; init; }
}

internal sealed record DraftRow
{
    public long Number { get; init; }
    public string Outcome { get; init; } = "";

    /// <summary>Empty except in a draft of an earlier release, until it is sealed.</summary>
    public string RefusalGround { get; init; } = "";
    public string Training { get; init; } = "";
    public DateOnly SessionOn { get; init; }
    public string PreparedBy { get; init; } = "";
}

internal sealed record AppealRow
{
    public AppealLevel Level { get; init; }
    public AppealAppellant Appellant { get; init; }
    public DateOnly LodgedOn { get; init; }
    public string Outcome { get; init; } = "";
    public DateOnly? DecidedOn { get; init; }

    public DateOnly? NotifiedOn { get; init; }

    /// <summary>Null when the departmental council was notified on the same day as the applicant.</summary>
    public DateOnly? CouncilNotifiedOn { get; init; }
}

/// <summary>Stored values: they never change.</summary>
internal static class Outcomes
{
    public const string Accepted = "Accepted";
    public const string Refused = "Refused";
    public const string Silent = "Silent";
    public const string Granted = "Granted";
    public const string Dismissed = "Dismissed";
}
