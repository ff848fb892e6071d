using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.ServiceDefaults.Errors;
using TimeLimit = OrdreCouncils.LegalTime.TimeLimit;

namespace OrdreCouncils.Registry.Applications;

internal static class ApplicationRules
{
    /// <summary>The ground of an application by the status of the physician today; FAILED_PRECONDITION when that status allows none.</summary>
    public static FactGround Ground(RegistrationStatus status) => status switch
    {
        RegistrationStatus.NoRecord => FactGround.Application,
        RegistrationStatus.InTransfer => FactGround.TransferIn,
        RegistrationStatus.Left => FactGround.Return,
        RegistrationStatus.Registered => throw Fault.Precondition(
            RegistryReasons.AlreadyRegistered, "The physician is on the register: one register only (CSP L.4112-1). A transfer begins with the departure."),
        RegistrationStatus.StruckOff => throw Fault.Precondition(
            RegistryReasons.StruckOff, "The physician is struck off: a chamber relieves them of it first (CSP L.4124-8)."),
        _ => throw Fault.Precondition(RegistryReasons.Deceased, "The register holds the physician as deceased."),
    };

    /// <summary>Documents that a complete file must hold (CSP R.4112-1, wording of 31 July 2020). The criminal record is the applicant's to bring only when
    /// of foreign nationality: of the others the council asks the bulletin n° 2 itself (R.4112-2, I). A translation and contracts exist in some files
    /// only.</summary>
    public static bool IsRequired(ApplicationDocument document, ApplicationRow row) => document switch
    {
        ApplicationDocument.Identity or ApplicationDocument.Diploma or ApplicationDocument.SwornStatement or ApplicationDocument.RadiationCertificate
            or ApplicationDocument.LanguageEvidence or ApplicationDocument.CurriculumVitae => true,
        ApplicationDocument.CriminalRecord => row.Nationality.Length > 0 && row.Nationality != "FR",
        _ => false,
    };

    /// <summary>Required documents that the file lacks.</summary>
    public static IEnumerable<ApplicationDocument> Missing(ApplicationRow row, IReadOnlyList<DocumentRow> received) => Enum.GetValues<ApplicationDocument>()
        .Where(document => IsRequired(document, row) && received.All(known => known.Document != document.ToString()));

    /// <summary>FAILED_PRECONDITION unless the applicant was summoned before the council by a letter sent at least fifteen days before (CSP R.4112-2, IV,
    /// wording of 31 July 2020), and the session is not before that meeting.</summary>
    public static void CheckRefusal(ApplicationRow row, DateOnly sessionOn)
    {
        if (row.SummonedOn is not { } sent || row.MeetingOn is not { } meeting)
        {
            throw Fault.Precondition(
                RegistryReasons.ApplicantNotSummoned,
                "No refusal before the applicant was summoned to a meeting of the council: record the step first (CSP R.4112-2, IV).");
        }

        if (Departments.CouncilSeat(row.Council) is { } seat
            && BackwardLimits.Compute(BackwardRules.RefusalHearing, meeting, seat: seat) is var latest && sent > latest.LastDay)
        {
            throw Fault.Precondition(
                RegistryReasons.ApplicantNotSummoned,
                $"The letter of {sent:yyyy-MM-dd} left later than {latest.LastDay:yyyy-MM-dd}, fifteen days before the meeting: summon the applicant again "
                + $"({latest.Version.Article}).");
        }

        if (sessionOn < meeting)
            throw Fault.Invalid("session_on", $"Write a day that is not before {meeting:yyyy-MM-dd}, to which the applicant is summoned (CSP R.4112-2, IV).");
    }

    /// <summary>Null until the file is complete, when no wording of the rule was in force then, and before a council overseas that has a law of its own: there
    /// silence is no refusal of ours. A recorded question to an authority of another State does
    /// not count: L.4112-3 (wording of 20 December 2009) suspends nothing.</summary>
    public static TimeLimit? DecisionTime(ApplicationRow row) => row.CompleteOn is { } complete
        ? TimeLimits.ComputeIfInForce(DecisionRule(row), complete, Departments.CouncilSeat(row.Council))
        : null;

    private static LegalRule DecisionRule(ApplicationRow row) =>
        row.EnquiryOn is not null ? LegalRules.RegistrationDecisionAfterEnquiry
        : row.ExpertiseOn is not null ? LegalRules.RegistrationDecisionAfterExpertise
        : LegalRules.RegistrationDecision;

    /// <summary>Each granted appeal, and a withdrawal by the national council, reverses the decision before it.</summary>
    public static bool Registers(ApplicationRow row, IReadOnlyList<AppealRow> appeals) =>
        (row.Outcome == Outcomes.Accepted)
        == ((appeals.Count(appeal => appeal.Outcome == Outcomes.Granted) + (row.WithdrawnOn is null ? 0 : 1)) % 2 == 0);

    /// <summary>The next level of appeal; unspecified while nothing is decided, and after the last level.</summary>
    public static AppealLevel NextLevel(ApplicationRow row, IReadOnlyList<AppealRow> appeals) => appeals switch
    {
        [.., { Outcome: "" } or { Level: AppealLevel.StateCouncil }] => AppealLevel.Unspecified,
        // The withdrawal is a decision of the national council, so its appeal goes to the Conseil d'État.
        _ when row.WithdrawnOn is not null => AppealLevel.StateCouncil,
        [] when row.IsOpen => AppealLevel.Unspecified,
        [] => AppealLevel.Regional,
        [.., var last] => last.Level + 1,
    };

    /// <summary>Appellants at the next level. Against the departmental council's decision: the applicant if it refuses, the national council if it
    /// registers (CSP L.4112-4). After that: the applicant while off the register, and the departmental council while its own decision is reversed. The
    /// national council judges the next appeal, so it cannot lodge it.</summary>
    public static IReadOnlyList<AppealAppellant> MayAppeal(ApplicationRow row, IReadOnlyList<AppealRow> appeals)
    {
        var registers = Registers(row, appeals);
        return NextLevel(row, appeals) switch
        {
            AppealLevel.Unspecified => [],
            AppealLevel.Regional => [registers ? AppealAppellant.NationalCouncil : AppealAppellant.Applicant],
            _ =>
            [
                .. registers ? [] : new[] { AppealAppellant.Applicant },
                .. registers == (row.Outcome == Outcomes.Accepted) ? [] : new[] { AppealAppellant.DepartmentalCouncil },
            ],
        };
    }

    /// <summary>The time to appeal, from the day on which this appellant was notified; null until then.</summary>
    public static TimeLimit? AppealTime(
        AppealLevel level, AppealAppellant appellant, ApplicationRow row, IReadOnlyList<NoticeRow> notifications, IReadOnlyList<AppealRow> appeals)
    {
        var told = appellant == AppealAppellant.NationalCouncil ? nameof(NotificationRecipient.NationalCouncil) : nameof(NotificationRecipient.Applicant);
        var ruling = appeals.FirstOrDefault(appeal => appeal.Level == level - 1);
        var from = level switch
        {
            // Nobody notifies an implicit refusal: the time runs from its own day.
            AppealLevel.Regional when row.Outcome == Outcomes.Silent => row.DecidedOn,
            AppealLevel.Regional => notifications.FirstOrDefault(item => item.Recipient == told)?.NotifiedOn,
            AppealLevel.StateCouncil when row.WithdrawnOn is not null =>
                (appellant == AppealAppellant.DepartmentalCouncil ? row.WithdrawalCouncilNotifiedOn : null) ?? row.WithdrawalNotifiedOn,
            _ when appellant == AppealAppellant.DepartmentalCouncil => ruling?.CouncilNotifiedOn ?? ruling?.NotifiedOn,
            _ => ruling?.NotifiedOn,
        };
        var rule = AppealRule(level);
        if (from is not { } day || rule.InForceOn(day) is null)
            return null;
        // The national council and the Conseil d'État sit in Paris; before the latter the article adds distance (CJA R.421-7).
        return level == AppealLevel.Regional
            ? TimeLimits.ComputeIfInForce(rule, day, Departments.RegionalSeat(row.Council))
            : TimeLimits.Compute(rule, day, Departments.HomeOf(row.Council));
    }

    /// <summary>The day of the decision that the next appeal contests.</summary>
    public static DateOnly LastDecidedOn(ApplicationRow row, IReadOnlyList<AppealRow> appeals) =>
        row.WithdrawnOn ?? (appeals.Count > 0 ? appeals[^1].DecidedOn : row.DecidedOn)!.Value;

    /// <summary>The level and the appellant of the appeal that was not lodged against a registration, when the national council may withdraw that registration
    /// or has withdrawn it (CSP L.4112-4, wording of 20 December 2009: only without a regular appeal); else null. A registration by the national council itself
    /// cannot be withdrawn. Our reading: the article, which speaks of any registration decision, also covers that of a regional council, and the registration
    /// ends on the day of the withdrawal.</summary>
    private static (AppealLevel Level, AppealAppellant Appellant)? Unappealed(ApplicationRow row, IReadOnlyList<AppealRow> appeals)
    {
        var before = row with { WithdrawnOn = null };
        IReadOnlyList<AppealRow> lodged = row.WithdrawnOn is null ? appeals : [.. appeals.Where(appeal => appeal.Level != AppealLevel.StateCouncil)];
        return NextLevel(before, lodged) is (AppealLevel.Regional or AppealLevel.National) and var level && Registers(before, lodged)
            && MayAppeal(before, lodged) is [var appellant]
            ? (level, appellant)
            : null;
    }

    /// <summary>The registration can be withdrawn within the time limit, or was withdrawn.</summary>
    public static bool IsWithdrawable(ApplicationRow row, IReadOnlyList<AppealRow> appeals) => Unappealed(row, appeals) is not null;

    /// <summary>From the last day of the time to appeal; null until that time runs.</summary>
    public static TimeLimit? WithdrawalTime(ApplicationRow row, IReadOnlyList<NoticeRow> notifications, IReadOnlyList<AppealRow> appeals) =>
        Unappealed(row, appeals) is (var level, var appellant) && AppealTime(level, appellant, row, notifications, appeals) is { } appeal
            ? TimeLimits.ComputeIfInForce(LegalRules.NationalRegistrationWithdrawal, appeal.LastDay)
            : null;

    /// <summary>FAILED_PRECONDITION unless the registration can be withdrawn on the day (CSP L.4112-4).</summary>
    public static void CheckWithdrawal(
        ApplicationRow row, IReadOnlyList<NoticeRow> notifications, IReadOnlyList<AppealRow> appeals, DateOnly on)
    {
        if (row.WithdrawnOn is not null)
            throw Fault.Precondition(Reasons.WrongState, "The registration is withdrawn.");
        if (!IsWithdrawable(row, appeals))
            throw Fault.Precondition(Reasons.WrongState, "Only a registration without appeal can be withdrawn (CSP L.4112-4): there is none.");
        if (WithdrawalTime(row, notifications, appeals) is not { } time)
            throw Fault.Precondition(Reasons.WrongState, "The appellant is not notified of the registration: the time to appeal has not begun (CSP L.4112-4).");
        if (on <= time.From)
        {
            throw Fault.Precondition(
                Reasons.WrongState,
                $"The time to appeal ends on {time.From:yyyy-MM-dd} at 24:00: until then the registration can be appealed ({time.Version.Article}).");
        }

        if (on > time.LastDay)
        {
            throw Fault.Precondition(
                RegistryReasons.WithdrawalOutOfTime,
                $"The time to withdraw the registration ended on {time.LastDay:yyyy-MM-dd} at 24:00 ({time.Version.Article}).");
        }
    }

    private static LegalRule AppealRule(AppealLevel level) => level switch
    {
        AppealLevel.Regional => LegalRules.RegistrationAppeal,
        AppealLevel.National => LegalRules.NationalRegistrationAppeal,
        _ => LegalRules.RegistrationReview,
    };
}
