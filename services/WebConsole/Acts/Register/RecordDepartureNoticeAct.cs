using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Register;

/// <summary>A departure from the register, or its withdrawal, was notified (CSP R.4112-3).</summary>
[Calls("registry/RegistrationsService/RecordDepartureNotification")]
[Calls("registry/RegistrationsService/ListOwedNotifications")]
internal sealed class RecordDepartureNoticeAct(RegistrationsService.RegistrationsServiceClient registrations) : OwedNoticeAct(registrations)
{
    public override string Name => "notifier-sortie";

    protected override async Task SendAsync(ActRequest request, NotificationRecipient recipient, bool isWithdrawal) =>
        await Registrations.RecordDepartureNotificationAsync(new RecordDepartureNotificationRequest
        {
            RequestId = request.RequestId, FactId = request.Record, Recipient = recipient, NotifiedOn = request.Answers.ProtoDate("notifie-le"),
        });

    protected override string IdOf(OwedNotification notice) => notice.FactId;
}
