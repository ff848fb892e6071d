using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.ServiceDefaults.Errors;
using TimeLimit = OrdreCouncils.LegalTime.TimeLimit;

namespace OrdreCouncils.Registry.Applications;

/// <summary>The law of applications: what a file holds, how long the council has, who is told, when one may appeal.</summary>
internal static class ApplicationRules
{
    /// <summary>What is applied for, from what the register says today; FAILED_PRECONDITION when nothing can be.</summary>
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

    /// <summary>Documents without which a file is not complete (CSP R.4112-1). Translation and contracts exist in some files only.</summary>
    public static bool IsRequired(ApplicationDocument document, string ground) => document switch
    {
        ApplicationDocument.Identity or ApplicationDocument.Diploma or ApplicationDocument.CriminalRecord or ApplicationDocument.SwornStatement
            or ApplicationDocument.Questionnaire => true,
        ApplicationDocument.RadiationCertificate => ground != nameof(FactGround.Application),
        _ => false,
    };

    /// <summary>The time to decide, with everything that moved it; null until the file is complete.</summary>
    public static TimeLimit? DecisionTime(ApplicationRow row)
    {
        if (row.CompleteOn is not { } complete)
            return null;
        var rule = row.ExpertiseOn is null ? LegalRules.RegistrationDecision : LegalRules.RegistrationDecisionAfterExpertise;
        return TimeLimits.Compute(rule, complete, suspensions: row.AskedOn is { } asked ? [Inquiry(asked, row.AnsweredOn)] : []);
    }

    /// <summary>
    /// Whether the last decision puts, or leaves, the applicant on the register: each appeal that is granted turns over what stood before it, and so does
    /// the withdrawal by the national council.
    /// </summary>
    public static bool Registers(ApplicationRow row, IReadOnlyList<AppealRow> appeals) =>
        (row.Outcome == Outcomes.Accepted)
        == ((appeals.Count(appeal => appeal.Outcome == Outcomes.Granted) + (row.WithdrawnOn is null ? 0 : 1)) % 2 == 0);

    /// <summary>The level that comes next; unspecified while nothing is decided, and after the last.</summary>
    public static AppealLevel NextLevel(ApplicationRow row, IReadOnlyList<AppealRow> appeals) => appeals switch
    {
        [.., { Outcome: "" } or { Level: AppealLevel.StateCouncil }] => AppealLevel.Unspecified,
        // A decision of the national council.
        _ when row.WithdrawnOn is not null => AppealLevel.StateCouncil,
        [] when row.IsOpen => AppealLevel.Unspecified,
        [] => AppealLevel.Regional,
        [.., var last] => last.Level + 1,
    };

    /// <summary>
    /// Who may appeal at the level that comes next. From the departmental council's decision: the applicant against a refusal, the national council
    /// against a registration (CSP L.4112-4). From then on the applicant who is left off the register, and the departmental council whose own decision
    /// does not stand; the national council judges the next appeal, and does not appeal from itself.
    /// </summary>
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

    /// <summary>The time that somebody has to appeal to a level, from the day on which they themselves were told; null while nothing makes it run.</summary>
    public static TimeLimit? AppealTime(
        AppealLevel level, AppealAppellant appellant, ApplicationRow row, IReadOnlyList<NoticeRow> notifications, IReadOnlyList<AppealRow> appeals)
    {
        var told = appellant == AppealAppellant.NationalCouncil ? nameof(NotificationRecipient.NationalCouncil) : nameof(NotificationRecipient.Applicant);
        var ruling = appeals.FirstOrDefault(appeal => appeal.Level == level - 1);
        var from = level switch
        {
            // An implicit refusal is notified by nobody: its own day counts.
            AppealLevel.Regional when row.Outcome == Outcomes.Silent => row.DecidedOn,
            AppealLevel.Regional => notifications.FirstOrDefault(item => item.Recipient == told)?.NotifiedOn,
            AppealLevel.StateCouncil when row.WithdrawnOn is not null =>
                (appellant == AppealAppellant.DepartmentalCouncil ? row.WithdrawalCouncilNotifiedOn : null) ?? row.WithdrawalNotifiedOn,
            _ when appellant == AppealAppellant.DepartmentalCouncil => ruling?.CouncilNotifiedOn ?? ruling?.NotifiedOn,
            _ => ruling?.NotifiedOn,
        };
        return from is { } day ? TimeLimits.Compute(AppealRule(level), day) : null;
    }

    /// <summary>The day of the last decision, the one that an appeal is from.</summary>
    public static DateOnly LastDecidedOn(ApplicationRow row, IReadOnlyList<AppealRow> appeals) =>
        row.WithdrawnOn ?? (appeals.Count > 0 ? appeals[^1].DecidedOn : row.DecidedOn)!.Value;

    /// <summary>
    /// Who could appeal from the registration that the national council may withdraw, or has withdrawn, and did not; null when there is none such. A
    /// registration by the national council itself is none, nor one that somebody appealed from (CSP L.4112-4: for want of an appeal).
    /// That one by a regional council can be withdrawn too, and that it ends on the day of the withdrawal, is our reading: the article was not read.
    /// </summary>
    private static (AppealLevel Level, AppealAppellant Appellant)? Unappealed(ApplicationRow row, IReadOnlyList<AppealRow> appeals)
    {
        var before = row with { WithdrawnOn = null };
        IReadOnlyList<AppealRow> lodged = row.WithdrawnOn is null ? appeals : [.. appeals.Where(appeal => appeal.Level != AppealLevel.StateCouncil)];
        return NextLevel(before, lodged) is (AppealLevel.Regional or AppealLevel.National) and var level && Registers(before, lodged)
            && MayAppeal(before, lodged) is [var appellant]
            ? (level, appellant)
            : null;
    }

    /// <summary>Whether the national council may withdraw the registration in its time, or has done so.</summary>
    public static bool IsWithdrawable(ApplicationRow row, IReadOnlyList<AppealRow> appeals) => Unappealed(row, appeals) is not null;

    /// <summary>The time it has, from the last day of the time to appeal; null while that one does not run.</summary>
    public static TimeLimit? WithdrawalTime(ApplicationRow row, IReadOnlyList<NoticeRow> notifications, IReadOnlyList<AppealRow> appeals) =>
        Unappealed(row, appeals) is (var level, var appellant) && AppealTime(level, appellant, row, notifications, appeals) is { } appeal
            ? TimeLimits.Compute(LegalRules.NationalRegistrationWithdrawal, appeal.LastDay)
            : null;

    /// <summary>FAILED_PRECONDITION unless the national council can withdraw the registration on a day (CSP L.4112-4).</summary>
    public static void CheckWithdrawal(
        ApplicationRow row, IReadOnlyList<NoticeRow> notifications, IReadOnlyList<AppealRow> appeals, DateOnly on)
    {
        if (row.WithdrawnOn is not null)
            throw Fault.Precondition(Reasons.WrongState, "The registration is withdrawn.");
        if (!IsWithdrawable(row, appeals))
            throw Fault.Precondition(Reasons.WrongState, "A registration is withdrawn that nobody has appealed from (CSP L.4112-4): there is none.");
        if (WithdrawalTime(row, notifications, appeals) is not { } time)
            throw Fault.Precondition(Reasons.WrongState, "Nobody who may appeal was told of the registration: the time to appeal comes first (CSP L.4112-4).");
        if (on <= time.From)
        {
            throw Fault.Precondition(
                Reasons.WrongState, $"The time to appeal ends on {time.From:yyyy-MM-dd} at 24:00: until then a registration is appealed from ({time.Version.Article}).");
        }

        if (on > time.LastDay)
        {
            throw Fault.Precondition(
                RegistryReasons.WithdrawalOutOfTime, $"The time to withdraw the registration ended on {time.LastDay:yyyy-MM-dd} at 24:00 ({time.Version.Article}).");
        }
    }

    private static LegalRule AppealRule(AppealLevel level) => level switch
    {
        AppealLevel.Regional => LegalRules.RegistrationAppeal,
        AppealLevel.National => LegalRules.NationalRegistrationAppeal,
        _ => LegalRules.RegistrationReview,
    };

    /// <summary>Until the answer comes the limit is held back for as long as the law allows.</summary>
    private static SuspendedSpan Inquiry(DateOnly asked, DateOnly? answered)
    {
        var longest = TimeLimits.Compute(LegalRules.EuropeanInquiry, asked);
        var until = answered is { } day && day < longest.DayAfter ? day : longest.DayAfter;
        return new SuspendedSpan(asked, until, longest.Version.Article, "Interrogation d'une autorité étrangère");
    }
}
