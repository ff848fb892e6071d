using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Register;

/// <summary>The decision on an application was notified (CSP R.4112-4).</summary>
[Calls("registry/ApplicationsService/RecordNotification")]
[Calls("registry/RegistrationsService/ListOwedNotifications")]
internal sealed class RecordApplicationNoticeAct(
    RegistrationsService.RegistrationsServiceClient registrations, ApplicationsService.ApplicationsServiceClient applications) : OwedNoticeAct(registrations)
{
    public override string Name => "notifier-inscription";

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
    [
        RecipientOf(answers) == NotificationRecipient.Applicant
            ? "Le délai de recours du demandeur, trente jours, court de ce jour (CSP L.4112-4)."
            : "La notification n’est plus due à ce destinataire.",
        "Elle s’enregistre une seule fois.",
    ]);

    protected override async Task SendAsync(ActRequest request, NotificationRecipient recipient, bool isWithdrawal) =>
        await applications.RecordNotificationAsync(new RecordNotificationRequest
        {
            RequestId = request.RequestId, ApplicationId = request.Record, Recipient = recipient, NotifiedOn = request.Answers.ProtoDate("notifie-le"),
        });

    protected override string IdOf(OwedNotification notice) => notice.ApplicationId;
}
