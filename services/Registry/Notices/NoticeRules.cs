using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.ServiceDefaults.Errors;
using TimeLimit = OrdreCouncils.LegalTime.TimeLimit;

namespace OrdreCouncils.Registry.Notices;

/// <summary>Recipients of notices and the time to give them (CSP R.4112-4, wording of 8 July 2019).</summary>
internal static class NoticeRules
{
    private static readonly NotificationRecipient[] Authorities = [NotificationRecipient.NationalCouncil, NotificationRecipient.HealthAgency];

    private static readonly NotificationRecipient[] Registration = [NotificationRecipient.Applicant, .. Authorities];

    /// <summary>The health insurers are told of a refusal only, and only of a physician in transfer, who has practised provisionally (L.4112-5); authorities
    /// of other States of a refusal of their national.</summary>
    public static IReadOnlyList<NotificationRecipient> OfRefusal(bool inTransfer, string nationality) =>
    [
        .. Registration, .. inTransfer ? new[] { NotificationRecipient.HealthInsurers } : [],
        .. States.IsOtherEuropean(nationality) ? new[] { NotificationRecipient.EuropeanAuthorities } : [],
    ];

    public static IReadOnlyList<NotificationRecipient> OfRegistration() => Registration;

    /// <summary>A departure is notified as a decision is (R.4112-3, wording of 29 May 2014); of a death only the authorities are. A refused transfer is notified
    /// as the decision that it is. The national council itself notifies the physician and the departmental council of a withdrawal; that the departmental
    /// council, which keeps the register, notifies the health agency is our reading.</summary>
    public static IReadOnlyList<NotificationRecipient> OfDeparture(FactGround ground) => ground switch
    {
        FactGround.Request or FactGround.TransferOut or FactGround.Cessation or FactGround.ConditionsNotMet or FactGround.IllegalRegistration =>
            Registration,
        FactGround.RegistrationWithdrawn => [NotificationRecipient.HealthAgency],
        FactGround.Death => Authorities,
        _ => [],
    };

    /// <summary>Of a suspension for infirmity or insufficiency (R.4124-3-2, wording of 18 June 2020; R.4124-3-7). Of an emergency suspension the health agency
    /// itself gives notice (L.4113-14).</summary>
    public static IReadOnlyList<NotificationRecipient> OfSuspension(bool emergency, string nationality) => emergency
        ? []
        :
        [
            NotificationRecipient.Applicant, NotificationRecipient.DepartmentalCouncil, .. Authorities, NotificationRecipient.HealthInsurers,
            NotificationRecipient.AllDepartmentalCouncils,
            .. States.IsOtherEuropean(nationality) ? new[] { NotificationRecipient.EuropeanAuthorities } : [],
        ];

    /// <summary>Of its lift: the physician, and whom the law calls the authorities that were notified of the suspension (R.4124-3-4, R.4124-3-6). The insurers
    /// and the other councils, which were told of the suspension only, are told of its end by our reading.</summary>
    public static IEnumerable<NotificationRecipient> OfLift(IEnumerable<NoticeRow> ofSuspension) => ofSuspension
        .Where(notice => notice is { Withdrawal: false, NotifiedOn: not null }).Select(notice => Enum.Parse<NotificationRecipient>(notice.Recipient));

    /// <summary>One week from the decision, or from the recording of a departure; null where the article does not hold, so that no notice is owed under
    /// it.</summary>
    public static TimeLimit? TimeToNotify(DateOnly from, string council) =>
        TimeLimits.ComputeIfInForce(LegalRules.RegistrationNotification, from, Departments.CouncilSeat(council));

    /// <summary>First day on which a notice can have been given: of a withdrawn departure, the day of the withdrawal.</summary>
    public static DateOnly EarliestDay(FactRow departure)
    {
        if (departure.SupersededAt is { } withdrawn)
            return LocalDay.Of(withdrawn, departure.Council);
        var recordedOn = LocalDay.Of(departure.RecordedAt, departure.Council);
        return departure.EffectiveOn < recordedOn ? departure.EffectiveOn : recordedOn;
    }

    public static DateOnly NotificationDay(this Violations violations, NotificationRecipient recipient, Date? notifiedOn, DateOnly today)
    {
        violations.Require(Enum.IsDefined(recipient) && recipient != NotificationRecipient.Unspecified, "recipient", "Write the recipient.");
        return violations.Past(notifiedOn, "notified_on", today);
    }

    public static NotificationItem ToProto(NoticeRow row) => new()
    {
        Recipient = Enum.Parse<NotificationRecipient>(row.Recipient),
        DueOn = row.DueOn.ToProto(),
        NotifiedOn = row.NotifiedOn?.ToProto(),
    };
}
