using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Notices;
using OrdreCouncils.Registry.Register;
using TimeLimit = OrdreCouncils.LegalTime.TimeLimit;

namespace OrdreCouncils.Registry.Restrictions;

/// <summary>Time limits of a suspension; null when the day that starts one is not recorded, or no wording was in force on it.</summary>
internal static class SuspensionLimits
{
    public static readonly IReadOnlyList<SuspensionAppellant> Appellants =
        [SuspensionAppellant.Practitioner, SuspensionAppellant.DepartmentalCouncil, SuspensionAppellant.HealthAgency];

    /// <summary>In the order of the procedure.</summary>
    public static IEnumerable<TimeLimit> Of(SuspensionRow row)
    {
        TimeLimit?[] limits = SuspensionTerms.LapsesByItself(row)
            ?
            [
                TimeLimits.ComputeIfInForce(LegalRules.EmergencySuspension, row.EffectiveOn), Hearing(row),
                From(LegalRules.EmergencySuspensionRuling, row.RequestedOn), NationalRuling(row.RequestedOn),
            ]
            : [From(LegalRules.SuspensionExpertReport, row.RequestedOn), From(LegalRules.SuspensionRuling, row.RequestedOn)];
        return limits.OfType<TimeLimit>();
    }

    public static TimeLimit? Hearing(SuspensionRow row) =>
        TimeLimits.ComputeIfInForce(LegalRules.EmergencySuspensionHearing, row.DecidedOn ?? row.EffectiveOn);

    /// <summary>Emergency only. At its end the suspension has ended by law in any case: with the ruling, or for want of one (L.4113-14, R.4113-111).</summary>
    public static TimeLimit? NationalRuling(DateOnly? requestedOn) => From(LegalRules.EmergencySuspensionRuling, requestedOn) is { } first
        ? TimeLimits.ComputeIfInForce(LegalRules.EmergencySuspensionNationalRuling, first.LastDay)
        : null;

    /// <summary>Infirmity only: last day to ask for the expertise without which practice is not resumed.</summary>
    public static BackwardLimit? Resumption(SuspensionRow row) =>
        row.Kind == nameof(SuspensionKind.Infirmity) && BackwardRules.ResumptionExpertise.InForceOn(row.EndsOn) is not null
            ? BackwardLimits.Compute(BackwardRules.ResumptionExpertise, row.EndsOn)
            : null;

    /// <summary>Ten days from the notice to this appellant.</summary>
    public static TimeLimit? Appeal(SuspensionAppellant appellant, IEnumerable<NoticeRow> notices)
    {
        var told = appellant switch
        {
            SuspensionAppellant.DepartmentalCouncil => nameof(NotificationRecipient.DepartmentalCouncil),
            SuspensionAppellant.HealthAgency => nameof(NotificationRecipient.HealthAgency),
            _ => nameof(NotificationRecipient.Applicant),
        };
        return From(LegalRules.SuspensionAppeal, notices.FirstOrDefault(notice => !notice.Withdrawal && notice.Recipient == told)?.NotifiedOn);
    }

    private static TimeLimit? From(LegalRule rule, DateOnly? day) => day is { } known ? TimeLimits.ComputeIfInForce(rule, known) : null;
}
