using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Acts.Register;

/// <summary>A suspension, or its lift, was notified (CSP R.4124-3-2).</summary>
[Calls("registry/RestrictionsService/RecordSuspensionNotification")]
[Calls("registry/RegistrationsService/ListOwedNotifications")]
internal sealed class RecordSuspensionNoticeAct(
    RegistrationsService.RegistrationsServiceClient registrations, RestrictionsService.RestrictionsServiceClient restrictions) : OwedNoticeAct(registrations)
{
    public override string Name => "notifier-suspension";

    protected override async Task SendAsync(ActRequest request, NotificationRecipient recipient, bool isWithdrawal) =>
        await restrictions.RecordSuspensionNotificationAsync(new RecordSuspensionNotificationRequest
        {
            RequestId = request.RequestId, SuspensionId = request.Record, Recipient = recipient, Lift = isWithdrawal,
            NotifiedOn = request.Answers.ProtoDate("notifie-le"),
        });

    protected override string IdOf(OwedNotification notice) => notice.SuspensionId;
}
