using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.WebConsole.Ui;

namespace OrdreCouncils.WebConsole.Acts.Register;

/// <summary>Records that a notice which a council owes was given (CSP R.4112-3, R.4112-4, R.4124-3-2). Its record is what the notice is about.</summary>
internal abstract class OwedNoticeAct(RegistrationsService.RegistrationsServiceClient registrations) : Act
{
    private const string Recipient = "destinataire";
    private const string Withdrawal = ".retrait";
    private const int PageSize = 200;
    private const int MostPages = 5;

    public override string Title => "Enregistrer une notification";

    public sealed override ActPlace Place => ActPlace.Nowhere;

    protected RegistrationsService.RegistrationsServiceClient Registrations { get; } = registrations;

    public sealed override async Task<ActSubject> LoadAsync(string record)
    {
        var owed = await OwedAsync(record);
        return new ActSubject(record, $"RPPS {owed[0].Rpps}", "/notifications",
        [
            new ChoiceField(Recipient, "Qui a été notifié ?", [.. owed.Select(notice => new Option(
                ValueOf(notice), ApplicationWords.Of(notice.Item.Recipient) + (notice.Withdrawal ? ", du retrait ou de la levée" : ""),
                $"Due jusqu’au {Dates.Of(notice.Item.DueOn)}."))]) { Contract = "recipient" },
            new DateField("notifie-le", "Jour de la notification")
            {
                Contract = "notified_on", Expected = "Écrivez un jour qui n’est ni dans le futur ni avant ce qui est notifié.",
            },
        ]);
    }

    public override Task<IReadOnlyList<string>> ForeseeAsync(ActSubject subject, Answers answers) => Task.FromResult<IReadOnlyList<string>>(
        ["La notification n’est plus due à ce destinataire.", "Elle s’enregistre une seule fois."]);

    public sealed override async Task<Outcome> SendAsync(ActRequest request)
    {
        await SendAsync(request, RecipientOf(request.Answers), request.Answers.Text(Recipient).EndsWith(Withdrawal, StringComparison.Ordinal));
        return new Outcome("La notification est enregistrée") { Address = "/notifications", AddressLabel = "Revenir aux notifications" };
    }

    protected static NotificationRecipient RecipientOf(Answers answers) =>
        Enum.TryParse<NotificationRecipient>(answers.Text(Recipient).Split('.')[0], out var recipient) ? recipient : default;

    /// <param name="request">Of the page.</param>
    /// <param name="recipient">Chosen.</param>
    /// <param name="isWithdrawal">The notice is of the withdrawal of a departure, or of the lift of a suspension.</param>
    protected abstract Task SendAsync(ActRequest request, NotificationRecipient recipient, bool isWithdrawal);

    /// <summary>Identifier of what the notice is about; empty for another kind.</summary>
    protected abstract string IdOf(OwedNotification notice);

    private static string ValueOf(OwedNotification notice) => notice.Item.Recipient + (notice.Withdrawal ? Withdrawal : "");

    // No call gives the notices of one record: they are few, and listed by their last day.
    private async Task<IReadOnlyList<OwedNotification>> OwedAsync(string record)
    {
        var token = "";
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await Registrations.ListOwedNotificationsAsync(new ListOwedNotificationsRequest { PageSize = PageSize, PageToken = token });
            if (answer.Notifications.Where(notice => IdOf(notice) == record).ToList() is { Count: > 0 } found)
                return found;
            token = answer.NextPageToken;
            if (token.Length == 0)
                break;
        }

        throw new RpcException(new Status(StatusCode.NotFound, "No notice of this record is owed."));
    }
}
