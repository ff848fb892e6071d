using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Registry.Register;
using OrdreCouncils.Registry.Requests;
using OrdreCouncils.ServiceDefaults.Errors;
using TimeLimit = OrdreCouncils.LegalTime.TimeLimit;

namespace OrdreCouncils.Registry.Notices;

/// <summary>Who is owed notice, and until when (CSP R.4112-4).</summary>
internal static class NoticeRules
{
    private static readonly NotificationRecipient[] Authorities =
        [NotificationRecipient.NationalCouncil, NotificationRecipient.HealthAgency, NotificationRecipient.Prosecutor];

    /// <summary>Of a decision on an application: the insurers of a refusal only.</summary>
    public static IReadOnlyList<NotificationRecipient> OfDecision(bool accepted) =>
        accepted ? [NotificationRecipient.Applicant, .. Authorities] : [NotificationRecipient.Applicant, .. Authorities, NotificationRecipient.HealthInsurers];

    /// <summary>
    /// Of a departure, which is notified as a decision is (R.4112-3). The insurers are told of those that the council decides against the physician, as
    /// they are of a refusal; of a death there is nobody to tell but the authorities. A refused transfer is a decision, notified as such. Of a withdrawal
    /// the national council itself tells the physician and the departmental council; that this one, which keeps the register, tells the others as of a
    /// departure it decides is our reading.
    /// </summary>
    public static IReadOnlyList<NotificationRecipient> OfDeparture(FactGround ground) => ground switch
    {
        FactGround.Request or FactGround.TransferOut or FactGround.Cessation => OfDecision(accepted: true),
        FactGround.ConditionsNotMet or FactGround.IllegalRegistration => OfDecision(accepted: false),
        FactGround.RegistrationWithdrawn =>
            [NotificationRecipient.HealthAgency, NotificationRecipient.Prosecutor, NotificationRecipient.HealthInsurers],
        FactGround.Death => Authorities,
        _ => [],
    };

    /// <summary>The week in which notice is given of what was decided, or recorded, on a day.</summary>
    public static TimeLimit Time(DateOnly from) => TimeLimits.Compute(LegalRules.RegistrationNotification, from);

    /// <summary>The first day on which notice of a departure can have been given; of one that was withdrawn, notice of that.</summary>
    public static DateOnly Earliest(FactRow departure)
    {
        if (departure.SupersededAt is { } withdrawn)
            return LegalDay.Of(withdrawn);
        var recordedOn = LegalDay.Of(departure.RecordedAt);
        return departure.EffectiveOn < recordedOn ? departure.EffectiveOn : recordedOn;
    }

    /// <summary>The day on which somebody was told; a violation for each field at fault.</summary>
    public static DateOnly Notice(this Violations violations, NotificationRecipient recipient, Date? notifiedOn, DateOnly today)
    {
        violations.Require(Enum.IsDefined(recipient) && recipient != NotificationRecipient.Unspecified, "recipient", "Write who was told.");
        return violations.Past(notifiedOn, "notified_on", today);
    }

    public static NotificationItem ToProto(NoticeRow row) => new()
    {
        Recipient = Enum.Parse<NotificationRecipient>(row.Recipient),
        DueOn = row.DueOn.ToProto(),
        NotifiedOn = row.NotifiedOn?.ToProto(),
    };
}
