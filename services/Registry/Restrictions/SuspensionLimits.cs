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
    /// <param name="row">The suspension, opened.</param>
    /// <param name="council">On whose register the physician was; its region counts by its own calendar. No wording holds in New Caledonia and French
    /// Polynesia, but for the longest duration of an emergency suspension, which needs no calendar.</param>
    public static IEnumerable<TimeLimit> Of(SuspensionRow row, string council)
    {
        var region = Departments.RegionalSeat(council);
        TimeLimit?[] limits = SuspensionTerms.LapsesByItself(row)
            ?
            [
                TimeLimits.ComputeIfInForce(LegalRules.EmergencySuspension, row.EffectiveOn), Hearing(row, council),
                From(LegalRules.EmergencySuspensionRuling, row.RequestedOn, region), NationalRuling(row.RequestedOn, council),
            ]
            : [From(LegalRules.SuspensionExpertReport, row.RequestedOn, region), From(LegalRules.SuspensionRuling, row.RequestedOn, region)];
        return limits.OfType<TimeLimit>();
    }

    public static TimeLimit? Hearing(SuspensionRow row, string council) =>
        TimeLimits.ComputeIfInForce(LegalRules.EmergencySuspensionHearing, row.DecidedOn ?? row.EffectiveOn, Departments.AgencySeat(council));

    /// <summary>Emergency only. At its end the suspension has ended by law in any case: with the ruling, or for want of one (L.4113-14, R.4113-111). The first
    /// time is that of the region, the second that of Paris.</summary>
    public static TimeLimit? NationalRuling(DateOnly? requestedOn, string council) =>
        From(LegalRules.EmergencySuspensionRuling, requestedOn, Departments.RegionalSeat(council)) is { } first
            ? TimeLimits.ComputeIfInForce(LegalRules.EmergencySuspensionNationalRuling, first.LastDay)
            : null;

    /// <summary>Infirmity only: last day to ask for the expertise without which practice is not resumed. It does not move for a day off.</summary>
    public static BackwardLimit? Resumption(SuspensionRow row) =>
        row.Kind == nameof(SuspensionKind.Infirmity) && BackwardRules.ResumptionExpertise.InForceOn(row.EndsOn) is not null
            ? BackwardLimits.Compute(BackwardRules.ResumptionExpertise, row.EndsOn)
            : null;

    /// <summary>Ten days from the notice to this appellant, before the national council in Paris; the article writes no distance.</summary>
    public static TimeLimit? Appeal(SuspensionAppellant appellant, IEnumerable<NoticeRow> notices)
    {
        var told = appellant switch
        {
            SuspensionAppellant.DepartmentalCouncil => nameof(NotificationRecipient.DepartmentalCouncil),
            SuspensionAppellant.HealthAgency => nameof(NotificationRecipient.HealthAgency),
            _ => nameof(NotificationRecipient.Applicant),
        };
        var toldOn = notices.FirstOrDefault(notice => !notice.Withdrawal && notice.Recipient == told)?.NotifiedOn;
        return From(LegalRules.SuspensionAppeal, toldOn, Territory.Metropolitan);
    }

    private static TimeLimit? From(LegalRule rule, DateOnly? day, Territory? seat) =>
        day is { } known ? TimeLimits.ComputeIfInForce(rule, known, seat) : null;
}
